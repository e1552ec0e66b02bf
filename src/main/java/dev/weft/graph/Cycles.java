package dev.weft.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The modules that import each other: the strongly connected components of more than one module, or
 * of one that imports itself (Tarjan 1972). On a stack of its own, for chains may be long.
 */
final class Cycles {
  private final Map<String, Node> nodes = new HashMap<>();
  private final Deque<Node> path = new ArrayDeque<>();
  private final List<List<String>> found = new ArrayList<>();
  private int count;

  private Cycles(Collection<Resource> modules) {
    modules.forEach(module -> nodes.put(module.url(), new Node(module)));
  }

  private static final class Node {
    final Resource module;
    int next;
    int index = -1;
    int lowest;
    boolean open;

    Node(Resource module) {
      this.module = module;
    }
  }

  /** In the order of the modules, each cycle too. */
  static List<List<String>> among(Collection<Resource> modules) {
    Cycles cycles = new Cycles(modules);
    for (Resource module : modules) {
      Node node = cycles.nodes.get(module.url());
      if (node != null && node.index < 0) {
        cycles.visit(node);
      }
    }
    Map<String, Integer> order = new HashMap<>();
    modules.forEach(module -> order.putIfAbsent(module.url(), order.size()));
    return cycles.found.stream()
        .map(cycle -> cycle.stream().sorted((a, b) -> compare(order, a, b)).toList())
        .sorted((a, b) -> compare(order, a.getFirst(), b.getFirst()))
        .toList();
  }

  private static int compare(Map<String, Integer> order, String a, String b) {
    return Integer.compare(order.getOrDefault(a, 0), order.getOrDefault(b, 0));
  }

  private void visit(Node root) {
    Deque<Node> calls = new ArrayDeque<>();
    enter(root, calls);
    while (!calls.isEmpty()) {
      Node node = calls.getLast();
      if (node.next < node.module.imports().size()) {
        Node target = nodes.get(node.module.imports().get(node.next++));
        if (target == null) {
          continue;
        } else if (target.index < 0) {
          enter(target, calls);
        } else if (target.open) {
          node.lowest = Math.min(node.lowest, target.index);
        }
        continue;
      }
      calls.removeLast();
      if (!calls.isEmpty()) {
        calls.getLast().lowest = Math.min(calls.getLast().lowest, node.lowest);
      }
      if (node.lowest == node.index) {
        close(node);
      }
    }
  }

  private void enter(Node node, Deque<Node> calls) {
    node.index = count++;
    node.lowest = node.index;
    node.open = true;
    path.addLast(node);
    calls.addLast(node);
  }

  private void close(Node root) {
    List<String> cycle = new ArrayList<>();
    Node node;
    do {
      node = path.removeLast();
      node.open = false;
      cycle.add(node.module.url());
    } while (node != root);
    if (cycle.size() > 1 || root.module.imports().contains(root.module.url())) {
      found.add(cycle);
    }
  }
}
