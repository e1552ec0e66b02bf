package dev.weft.config;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The automaton of a {@link Glob}: one state for each token of the pattern, in its order, and one
 * behind the last that accepts.
 *
 * <p>States that are reached without reading a character only ever lie further on. Everything
 * reachable from a state is therefore known once all later states are, and is computed from the
 * end.
 */
final class GlobProgram {
  private sealed interface Token {
    /** One certain character. */
    record Just(char character) implements Token {}

    /** Any character but a slash. */
    record One() implements Token {}

    /** Any number of characters, slashes among them or not. */
    record Any(boolean slashes) implements Token {}

    /** Goes on in any of these states, without reading. */
    record Fork(List<Integer> states) implements Token {}
  }

  private final List<Token> tokens;
  private final List<BitSet> reachable;

  private GlobProgram(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
    List<BitSet> backwards = new ArrayList<>();
    for (int state = tokens.size(); state >= 0; state--) {
      BitSet from = new BitSet();
      from.set(state);
      if (state < tokens.size()) {
        switch (tokens.get(state)) {
          case Token.Any _ -> from.or(backwards.getLast());
          case Token.Fork fork -> {
            for (int next : fork.states()) {
              from.or(backwards.get(tokens.size() - next));
            }
          }
          case Token.Just _, Token.One _ -> {}
        }
      }
      backwards.add(from);
    }
    this.reachable = backwards.reversed();
  }

  static GlobProgram compile(String pattern) {
    return new GlobProgram(new Compiler(pattern).tokens());
  }

  BitSet start() {
    return reachable.getFirst();
  }

  boolean accepts(BitSet states) {
    return states.get(tokens.size());
  }

  BitSet step(BitSet states, char c) {
    BitSet next = new BitSet(tokens.size() + 1);
    for (int i = states.nextSetBit(0); i >= 0 && i < tokens.size(); i = states.nextSetBit(i + 1)) {
      switch (tokens.get(i)) {
        case Token.Just(char just) when just == c -> next.or(reachable.get(i + 1));
        case Token.One _ when c != '/' -> next.or(reachable.get(i + 1));
        case Token.Any(boolean slashes) when slashes || c != '/' -> next.or(reachable.get(i));
        case Token.Just _, Token.One _, Token.Any _, Token.Fork _ -> {}
      }
    }
    return next;
  }

  /** Reads the pattern from left to right. */
  private static final class Compiler {
    private final String pattern;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Compiler(String pattern) {
      this.pattern = pattern;
    }

    List<Token> tokens() {
      while (at < pattern.length()) {
        if (pattern.charAt(at) == '{') {
          alternatives();
        } else {
          token();
        }
      }
      return tokens;
    }

    private void token() {
      char c = pattern.charAt(at++);
      switch (c) {
        case '*' -> stars();
        case '?' -> tokens.add(new Token.One());
        case '\\' -> {
          if (at == pattern.length()) {
            throw Glob.malformed(pattern, "a character behind the backslash");
          }
          just(pattern.charAt(at++));
        }
        case '[' -> throw Glob.malformed(pattern, "\\[ for the character, {a,b} for a choice");
        case '{' -> throw Glob.malformed(pattern, "no brace within braces");
        case '}' -> throw Glob.malformed(pattern, "a { before the }");
        default -> just(c);
      }
    }

    private void just(char c) {
      if (Character.isISOControl(c)) {
        throw Glob.malformed(pattern, "no control characters");
      }
      tokens.add(new Token.Just(c));
    }

    private void stars() {
      int begin = at - 1;
      while (at < pattern.length() && pattern.charAt(at) == '*') {
        at++;
      }
      boolean across = at - begin > 1;
      boolean wholeSegments =
          across && begin > 0 && pattern.charAt(begin - 1) == '/' && pattern.startsWith("/", at);
      if (wholeSegments) { // "/**/" is one slash as well: the fork goes behind the second
        tokens.add(new Token.Fork(List.of(tokens.size() + 1, tokens.size() + 3)));
        tokens.add(new Token.Any(true));
        tokens.add(new Token.Just('/'));
        at++;
      } else {
        tokens.add(new Token.Any(across));
      }
    }

    /** A fork to each alternative, and behind each a fork to what follows them all. */
    private void alternatives() {
      at++;
      int fork = reserve();
      List<Integer> begins = new ArrayList<>();
      List<Integer> ends = new ArrayList<>();
      begins.add(tokens.size());
      while (at < pattern.length() && pattern.charAt(at) != '}') {
        if (pattern.charAt(at) == ',') {
          at++;
          ends.add(reserve());
          begins.add(tokens.size());
        } else {
          token();
        }
      }
      if (at == pattern.length()) {
        throw Glob.malformed(pattern, "a } that closes the {");
      }
      at++;
      tokens.set(fork, new Token.Fork(List.copyOf(begins)));
      ends.forEach(end -> tokens.set(end, new Token.Fork(List.of(tokens.size()))));
    }

    /** A place for a fork whose states lie further on and are not known yet. */
    private int reserve() {
      tokens.add(new Token.Fork(List.of()));
      return tokens.size() - 1;
    }
  }
}
