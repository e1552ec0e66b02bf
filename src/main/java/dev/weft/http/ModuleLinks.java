package dev.weft.http;

import dev.weft.config.Flatten;
import dev.weft.graph.Document;
import dev.weft.graph.Element.Role;
import dev.weft.graph.PagePlan;
import dev.weft.graph.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The {@code modulepreload} links that a document is sent with: to every module of the static
 * closure, so that a browser need not find out step by step, in the order in which it would. They
 * are of low priority where they count before a first paint, which they would delay; later they are
 * as urgent as the scripts that they are.
 *
 * @param links none when they would be of no use, or of harm
 * @param mode how they are sent
 * @param position the byte of the document at which they can be inserted
 * @param reasons why not every module has one, in a sentence each
 */
public record ModuleLinks(List<Link> links, Flatten mode, int position, List<String> reasons) {
  /** More would keep a page from what it needs first. */
  static final int MOST = 1000;

  /** Characters of a header field: clients and proxies take 16 KiB for all of them together. */
  static final int LONGEST_FIELD = 12 << 10;

  /** A path, or an absolute URL below the document's origin, as {@code <base>} may have it. */
  private static final String OWN_BASE = "[^:\\\\]*";

  /**
   * @param url path and query
   * @param credentials whether the page's scripts are asked for with credentials of other origins
   * @param integrity what the page's import map says of it; empty for nothing
   */
  public record Link(String url, boolean credentials, String integrity) {
    /** As an element; what is in a URL is encoded but for this one character. */
    String element(boolean low) {
      return "<link rel=\"modulepreload\" href=\""
          + url.replace("&", "&amp;")
          + '"'
          + (low ? " fetchpriority=\"low\"" : "")
          + (credentials ? " crossorigin=\"use-credentials\"" : "")
          + (integrity.isEmpty() ? "" : " integrity=\"" + integrity + '"')
          + ">";
    }

    /** As a value of {@code Link} (RFC 8288). */
    String value() {
      return "<"
          + url
          + ">; rel=modulepreload; fetchpriority=low"
          + (credentials ? "; crossorigin=use-credentials" : "")
          + (integrity.isEmpty() ? "" : "; integrity=\"" + integrity + '"');
    }
  }

  public ModuleLinks {
    links = List.copyOf(links);
    reasons = List.copyOf(reasons);
  }

  private static ModuleLinks none(String... reasons) {
    return new ModuleLinks(List.of(), Flatten.OFF, 0, List.of(reasons));
  }

  /**
   * The links of a page.
   *
   * @param origin where the page is taken to be, such as {@code https://localhost}
   */
  public static ModuleLinks of(PagePlan plan, Site site, String origin) {
    Flatten mode = site.settings().flatten();
    Document document = plan.document().orElse(null);
    if (mode == Flatten.OFF || document == null) {
      return none();
    } else if (document.problem().isPresent()) {
      return none(document.problem().get());
    } else if (plan.roundTrips() <= plan.flatRoundTrips()) {
      return none(); // the document names all its modules itself
    } else if (document.base().filter(href -> !own(href, origin)).isPresent()) {
      return none("the page has a <base> that is elsewhere");
    } else if (!inDocument(mode) && document.elements(Role.IMPORT_MAP).count() > 0) {
      // Where a document may have one import map alone, it must come before every module.
      return none("the page has an import map, which has to come before links in a header");
    } else if (mode == Flatten.AFTER_PAINT && document.bodyEnd().isEmpty()) {
      return none("the page ends in something that has no end");
    }
    return new Choice(plan, document, site, origin).make(mode);
  }

  private static boolean inDocument(Flatten mode) {
    return mode == Flatten.INLINE || mode == Flatten.AFTER_PAINT;
  }

  /** Whether what a {@code <base>} says is at this origin. */
  static boolean own(String href, String origin) {
    return (href.matches(OWN_BASE) && !href.strip().startsWith("//"))
        || href.startsWith(origin + "/");
  }

  /** A document with the links in it. */
  public byte[] in(byte[] document) {
    return Edit.apply(document, edits());
  }

  /** What puts the links in the document; nothing without links. */
  List<Edit> edits() {
    if (links.isEmpty()) {
      return List.of();
    }
    boolean painted = mode == Flatten.AFTER_PAINT;
    String listed =
        links.stream()
            .map(link -> link.element(!painted))
            .collect(Collectors.joining("\n", "\n", "\n"));
    return List.of(Edit.insert(position, painted ? AfterPaint.of(listed) : listed));
  }

  /** The same links to URLs with queries, where there is one for the URL. */
  ModuleLinks queried(Map<String, String> queries) {
    List<Link> queried =
        links.stream()
            .map(
                link ->
                    new Link(
                        link.url() + queries.getOrDefault(link.url(), ""),
                        link.credentials(),
                        link.integrity()))
            .toList();
    return new ModuleLinks(queried, mode, position, reasons);
  }

  /** The header field with the links. */
  public Field field() {
    return new Field("Link", links.stream().map(Link::value).collect(Collectors.joining(", ")));
  }

  /** What is looked at for one page. */
  private record Choice(PagePlan plan, Document document, Site site, String origin) {
    ModuleLinks make(Flatten mode) {
      List<Field> fields = site.fields(plan.page().path(), "");
      ScriptPolicy policy = ScriptPolicy.of(document, fields);
      if (mode == Flatten.AFTER_PAINT && !policy.allowsInline(AfterPaint.HASH)) {
        return none("the page's own policy would block the script that adds links after a paint");
      }
      boolean inDocument = inDocument(mode);
      boolean checked = integrityRequired(fields);
      boolean credentials = credentials();
      boolean named =
          document.elements(Role.MODULE).anyMatch(e -> !e.attribute("integrity").isEmpty());
      List<Link> links = new ArrayList<>();
      int refused = 0;
      int beyond = 0;
      int length = 0;
      for (Resource module : plan.modules()) {
        if (module.kind() != Resource.Kind.MODULE
            || !module.url().startsWith("/")
            || plan.preloaded().contains(module.url())
            || (named && module.depth() == 1)) { // it may be one of which the page gives the hash
          continue;
        }
        Link link = new Link(module.url(), credentials, integrity(module));
        String path = module.url().replaceFirst("\\?.*", "");
        length += link.value().length() + 2;
        if (!policy.allows(path, site.authorities()) || (checked && link.integrity().isEmpty())) {
          refused++;
        } else if (links.size() == MOST || (!inDocument && length > LONGEST_FIELD)) {
          beyond++;
        } else {
          links.add(link);
        }
      }
      List<String> reasons = new ArrayList<>();
      if (refused > 0) {
        reasons.add(refused + " modules are not linked: the page's own policy would block it");
      }
      if (beyond > 0) {
        reasons.add(
            beyond
                + " modules are not linked (expected: at most "
                + most(inDocument)
                + " of a page)");
      }
      int position =
          mode == Flatten.AFTER_PAINT ? document.bodyEnd().orElseThrow() : document.linkPosition();
      return new ModuleLinks(links, mode, position, reasons);
    }

    private static String most(boolean inDocument) {
      return inDocument ? MOST + "" : LONGEST_FIELD + " characters of links";
    }

    /** Whether scripts are blocked that have no hash (Subresource Integrity, section 3.8). */
    private static boolean integrityRequired(List<Field> fields) {
      return fields.stream()
          .anyMatch(
              field ->
                  field.name().equalsIgnoreCase("Integrity-Policy")
                      && field.value().contains("script"));
    }

    /** A module that is fetched otherwise than the page's scripts would be fetched again. */
    private boolean credentials() {
      return document
          .elements(Role.MODULE)
          .filter(element -> !element.inline())
          .findFirst()
          .map(element -> element.attribute("crossorigin").toLowerCase(Locale.ROOT))
          .filter("use-credentials"::equals)
          .isPresent();
    }

    /** Base64, digits and names of algorithms; what else a page may say there says nothing. */
    private String integrity(Resource module) {
      Map<String, String> known = plan.importMap().integrity();
      String hash = known.getOrDefault(origin + module.url(), "");
      return hash.matches("[A-Za-z0-9+/=?_ -]*") ? hash : "";
    }
  }
}
