package dev.weft.graph;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.graph.Element.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the text of a document, after the tokenizer of the HTML standard (section 13.2.5),
 * that keeps the elements which refer to something, and the bytes where they stand.
 *
 * <p>A tree is not built: comments, scripts, {@code <noscript>} and the rest of what holds text and
 * no elements are told apart, templates are passed over, and that is all it takes. Markup is ASCII
 * in every encoding that a document may have but UTF-16, so bytes are read as they are.
 */
public final class DocumentReader {
  /** What holds text, where scripts run. */
  private static final Set<String> TEXT =
      Set.of("style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript");

  /** What may stand in a head. */
  private static final Set<String> HEAD =
      Set.of(
          "html",
          "head",
          "title",
          "base",
          "link",
          "meta",
          "style",
          "script",
          "noscript",
          "template");

  private static final Set<String> FOREIGN = Set.of("svg", "math");

  /** What links of a head ask for, but for style sheets and what is preloaded. */
  private static final Set<String> FETCHED =
      Set.of("icon", "apple-touch-icon", "mask-icon", "manifest", "prefetch");

  /** The types of a classic script (MIME Sniffing, section 4.6). */
  private static final Set<String> JAVASCRIPT =
      Set.of(
          "",
          "text/javascript",
          "application/javascript",
          "application/ecmascript",
          "application/x-javascript",
          "text/ecmascript",
          "text/jscript");

  private final byte[] text;
  private final List<Element> elements = new ArrayList<>();
  private int at;
  private int headEnd = -1;
  private int bodyEnd = -1;

  /** Whether the text ends in something that has no end. */
  private boolean cut;

  /** Whether frames may stand in place of a body. */
  private boolean frames;

  /** How many {@code <svg>} and {@code <math>} are open. */
  private int foreign;

  /** How many {@code <template>} are open, and the first of them whose content is not there yet. */
  private int templates;

  private int inert;

  /** Whether the last tag had an end. */
  private boolean closed;

  private DocumentReader(byte[] text) {
    this.text = text;
  }

  /** What a document refers to. */
  public static Document read(byte[] text) {
    if (text.length >= 2 && (text[0] ^ text[1]) == 1 && (text[0] & text[1] & 0xff) == 0xfe) {
      return new Document(
          List.of(), 0, OptionalInt.empty(), Optional.of("UTF-16 (expected: UTF-8)"));
    }
    DocumentReader reader = new DocumentReader(text);
    reader.document();
    int head = reader.headEnd < 0 ? text.length : reader.headEnd;
    return new Document(reader.elements, head, reader.bodyEnd(), Optional.empty());
  }

  private OptionalInt bodyEnd() {
    if (frames) {
      return OptionalInt.empty();
    } else if (bodyEnd >= 0) {
      return OptionalInt.of(bodyEnd);
    }
    return cut || nested() ? OptionalInt.empty() : OptionalInt.of(text.length);
  }

  private boolean nested() {
    return foreign > 0 || templates > 0;
  }

  /** A start tag: where its {@code <} is, and its attributes with the places of their values. */
  private record Tag(String name, int start, Map<String, Value> attributes) {
    String value(String attribute) {
      Value value = attributes.get(attribute);
      return value == null ? "" : value.text();
    }

    boolean has(String attribute) {
      return attributes.containsKey(attribute);
    }
  }

  private record Value(String text, int start, int end) {}

  private void document() {
    if (characters(0, Math.min(3, text.length)).equals("\ufeff")) {
      at = 3;
    }
    while (at < text.length) {
      if (text[at] != '<') {
        if (headEnd < 0 && !space(text[at])) {
          headEnd = at;
        }
        at++;
      } else if (letter(at + 1)) {
        startTag();
      } else if (byteAt(at + 1) == '/') {
        endTag();
      } else if (stands(at, "<!--")) {
        at = commentEnd(at + 4);
      } else if (foreign > 0 && stands(at, "<![cdata[")) {
        at = after("]]>", at);
      } else if (byteAt(at + 1) == '!' || byteAt(at + 1) == '?') {
        at = after(">", at);
      } else {
        at++;
      }
    }
  }

  private void endTag() {
    int start = at;
    if (!letter(at + 2)) {
      at = after(">", at);
      return;
    }
    at += 2;
    String name = name();
    attributes();
    if (headEnd < 0 && (name.equals("head") || name.equals("body") || name.equals("html"))) {
      headEnd = start;
    }
    if (bodyEnd < 0 && !nested() && (name.equals("body") || name.equals("html"))) {
      bodyEnd = start;
    }
    if (FOREIGN.contains(name)) {
      foreign = Math.max(0, foreign - 1);
    } else if (name.equals("template") && templates > 0) {
      inert = inert == templates ? 0 : inert;
      templates--;
    }
  }

  private void startTag() {
    int start = at++;
    String name = name();
    Map<String, Value> attributes = attributes();
    if (!closed) {
      return; // a tag that the document ends in is none
    }
    Tag tag = new Tag(name, start, attributes);
    boolean empty = text[at - 2] == '/'; // which says something in foreign elements alone
    if (headEnd < 0 && !HEAD.contains(name)) {
      headEnd = start;
    }
    frames |= name.equals("frameset");
    if (FOREIGN.contains(name)) {
      foreign += empty ? 0 : 1;
    } else if (name.equals("template")) {
      templates++;
      if (inert == 0 && !tag.has("shadowrootmode")) {
        inert = templates;
      }
    }
    int contentStart = at;
    int contentEnd = at;
    boolean script = name.equals("script");
    if ((script || TEXT.contains(name)) && !(empty && foreign > 0)) {
      contentEnd = script ? scriptEnd() : textEnd(name);
      at = contentEnd;
      if (at < text.length) {
        at += 2 + name.length();
        attributes();
      } else {
        cut = true;
        if (script) {
          return; // it never runs
        }
      }
    } else if (name.equals("plaintext")) {
      at = text.length;
      cut = true;
    }
    if (inert == 0) {
      keep(tag, contentStart, contentEnd);
    }
  }

  private void keep(Tag tag, int contentStart, int contentEnd) {
    Role role = role(tag);
    Value candidates =
        switch (tag.name()) {
          case "img", "source" -> tag.attributes().get("srcset");
          case "link" -> tag.attributes().get("imagesrcset");
          default -> null;
        };
    if (role == null && candidates == null) {
      return;
    }
    Map<String, String> attributes = texts(tag);
    if (role != null) {
      Value value = tag.attributes().get(url(tag));
      Value url =
          value == null || role == Role.POLICY || role == Role.IMPORT_MAP || role == Role.STYLE
              ? new Value("", contentStart, contentStart)
              : value;
      elements.add(
          new Element(
              role,
              tag.start(),
              contentStart,
              contentEnd,
              at,
              attributes,
              url.text().strip(),
              url.start(),
              url.end()));
    }
    if (candidates != null) {
      candidates(tag, attributes, candidates, contentStart);
    }
  }

  /** The attribute that has the URL. */
  private static String url(Tag tag) {
    return switch (tag.name()) {
      case "link", "base", "a", "area", "use", "image" -> "href";
      case "object" -> "data";
      case "video" -> tag.has("src") ? "src" : "poster";
      default -> "src";
    };
  }

  private static @Nullable Role role(Tag tag) {
    boolean refers = !tag.value(url(tag)).isBlank();
    return switch (tag.name()) {
      case "base" -> refers ? Role.BASE : null;
      case "meta" ->
          tag.value("http-equiv").equalsIgnoreCase("content-security-policy") ? Role.POLICY : null;
      case "script" -> script(tag);
      case "style" -> tag.has("src") || !css(tag.value("type")) ? null : Role.STYLE;
      case "link" -> refers ? link(tag) : null;
      case "img" -> refers ? Role.IMAGE : null;
      case "a", "area" -> refers ? Role.LINK : null;
      case "audio",
          "embed",
          "frame",
          "iframe",
          "image",
          "input",
          "object",
          "source",
          "track",
          "use",
          "video" ->
          refers ? Role.OTHER : null;
      default -> null; // a browser fetches nothing for it
    };
  }

  private static boolean css(String type) {
    return type.isEmpty() || type.equalsIgnoreCase("text/css");
  }

  private static @Nullable Role script(Tag tag) {
    if (tag.has("src") && tag.value("src").isBlank()) {
      return null; // an error, and nothing runs
    }
    String type = tag.value("type").strip().toLowerCase(Locale.ROOT);
    return switch (type) {
      case "module" -> Role.MODULE;
      case "importmap" -> tag.has("src") ? null : Role.IMPORT_MAP;
      default -> JAVASCRIPT.contains(type) && !tag.has("nomodule") ? Role.SCRIPT : null;
    };
  }

  private static Role link(Tag tag) {
    List<String> rel =
        Arrays.asList(tag.value("rel").strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
    if (rel.contains("stylesheet") && css(tag.value("type"))) {
      return rel.contains("alternate") || tag.has("disabled") ? Role.OTHER : Role.STYLE_SHEET;
    } else if (rel.contains("modulepreload")) {
      return Role.MODULE_PRELOAD;
    } else if (rel.contains("preload")) {
      return Role.PRELOAD;
    }
    return rel.stream().anyMatch(FETCHED::contains) ? Role.OTHER : Role.LINK;
  }

  private static Map<String, String> texts(Tag tag) {
    Map<String, String> texts = new LinkedHashMap<>();
    tag.attributes().forEach((name, value) -> texts.put(name, value.text()));
    return Map.copyOf(texts);
  }

  /** The images of which a browser takes one (HTML, section 4.8.4.3.10). */
  private void candidates(Tag tag, Map<String, String> attributes, Value set, int contentStart) {
    int first = set.start();
    while (first < set.end() && (space(text[first]) || text[first] == ',')) {
      first++;
    }
    for (int next = first; next < set.end(); ) {
      int start = next;
      while (next < set.end() && !space(text[next])) {
        next++;
      }
      int end = next;
      while (end > start && text[end - 1] == ',') {
        end--;
      }
      if (end == next) {
        while (next < set.end() && text[next] != ',') {
          next++; // over its width or its density
        }
      }
      if (end > start) {
        String url = Characters.decode(characters(start, end));
        elements.add(
            new Element(
                Role.OTHER,
                tag.start(),
                contentStart,
                contentStart,
                contentStart,
                attributes,
                url,
                start,
                end));
      }
      while (next < set.end() && (space(text[next]) || text[next] == ',')) {
        next++;
      }
    }
  }

  /** The byte at which a comment has ended that began with {@code <!--}. */
  private int commentEnd(int start) {
    if (stands(start, ">")) {
      return start + 1;
    } else if (stands(start, "->")) {
      return start + 2;
    }
    for (int i = start; i < text.length; i++) {
      if (text[i] == '-' && (stands(i, "-->") || stands(i, "--!>"))) {
        return i + (stands(i, "-->") ? 3 : 4);
      }
    }
    cut = true;
    return text.length;
  }

  /** The byte of the end tag of an element that holds text. */
  private int textEnd(String name) {
    for (int i = at; i < text.length; i++) {
      if (text[i] == '<' && tag(i, "</" + name)) {
        return i;
      }
    }
    return text.length;
  }

  /**
   * The byte of the end tag of a script; in what looks like a comment with a script in it, the end
   * tag of that one does not count (HTML, section 13.2.5.20 and on).
   */
  private int scriptEnd() {
    boolean comment = false;
    boolean script = false;
    for (int i = at; i < text.length; i++) {
      if (text[i] == '-' && comment && stands(i, "-->")) {
        comment = false;
        script = false;
      } else if (!comment && text[i] == '<' && stands(i, "<!--")) {
        comment = true;
        i++; // its dashes may be those that end it
      } else if (comment && !script && text[i] == '<' && tag(i, "<script")) {
        script = true;
      } else if (text[i] == '<' && tag(i, "</script")) {
        if (!script) {
          return i;
        }
        script = false;
      }
    }
    return text.length;
  }

  /** Whether a tag begins there that is this one, and not one with a longer name. */
  private boolean tag(int start, String begin) {
    int c = byteAt(start + begin.length());
    return (space(c) || c == '/' || c == '>') && stands(start, begin);
  }

  private String name() {
    int start = at;
    while (at < text.length && !space(text[at]) && text[at] != '/' && text[at] != '>') {
      at++;
    }
    return new String(text, start, at - start, ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  /** Reads what stands between the name of a tag and the byte after its {@code >}. */
  private Map<String, Value> attributes() {
    Map<String, Value> attributes = new LinkedHashMap<>();
    closed = false;
    while (at < text.length) {
      if (text[at] == '>') {
        at++;
        closed = true;
        return attributes;
      } else if (space(text[at]) || text[at] == '/') {
        at++;
      } else {
        String name = attributeName();
        attributes.putIfAbsent(name, attributeValue());
      }
    }
    cut = true;
    return attributes;
  }

  private String attributeName() {
    int start = at++; // which may be an equals sign
    while (at < text.length
        && !space(text[at])
        && text[at] != '/'
        && text[at] != '>'
        && text[at] != '=') {
      at++;
    }
    return new String(text, start, at - start, ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private Value attributeValue() {
    skipSpace();
    if (byteAt(at) != '=') {
      return new Value("", at, at);
    }
    at++;
    skipSpace();
    int quote = byteAt(at);
    int start = at;
    int end;
    if (quote == '"' || quote == '\'') {
      start++;
      end = indexOf(quote == '"' ? "\"" : "'", start);
      at = Math.min(end + 1, text.length);
    } else {
      while (at < text.length && !space(text[at]) && text[at] != '>') {
        at++;
      }
      end = at;
    }
    return new Value(Characters.decode(characters(start, end)), start, end);
  }

  private void skipSpace() {
    while (at < text.length && space(text[at])) {
      at++;
    }
  }

  private String characters(int start, int end) {
    return start < end ? new String(text, start, end - start, UTF_8) : "";
  }

  /** The next byte at which this stands; the length of the text if there is none. */
  private int indexOf(String ascii, int from) {
    for (int i = from; i < text.length; i++) {
      if (stands(i, ascii)) {
        return i;
      }
    }
    return text.length;
  }

  private int after(String ascii, int from) {
    int found = indexOf(ascii, from);
    cut |= found == text.length;
    return Math.min(found + ascii.length(), text.length);
  }

  /** Whether this stands there, in any case. */
  private boolean stands(int start, String ascii) {
    if (start + ascii.length() > text.length) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      int c = text[start + i];
      int lower = c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
      if (lower != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** A byte; 0 beyond the end. */
  private int byteAt(int index) {
    return index < text.length ? text[index] : 0;
  }

  private boolean letter(int index) {
    int c = byteAt(index) | 0x20;
    return c >= 'a' && c <= 'z';
  }

  private static boolean space(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }
}
