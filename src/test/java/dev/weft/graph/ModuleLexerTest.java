package dev.weft.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ModuleLexerTest {
  /** A text, and its imports as they are shown here: a dynamic one begins with a question mark. */
  static Stream<Arguments> texts() {
    return Stream.of(
        // Declarations.
        arguments("import 'a'", "a"),
        arguments("import x from \"a\"; import {y as z} from 'b'; import * as n from 'c'", "a b c"),
        arguments("import x, {default as y, 'a b' as z} from 'a'", "a"),
        arguments("import x, * as y from 'a'", "a"),
        arguments("import from from 'a'", "a"),
        arguments("import{x}from'a'", "a"),
        arguments("import\n{ // from 'b'\n x /* } */ }\nfrom\n'a'", "a"),
        arguments("import 'a'\nimport 'b'", "a b"),
        arguments(
            "export * from 'a'; export * as b from 'b'; export * as 'from' from 'c'", "a b c"),
        arguments("export { x, y as default, 'p q' as r } from 'a'", "a"),
        arguments("export { x }\nfrom('b')", ""),
        arguments("export { x }\nfoo('b')", ""),
        arguments("export const from = 'a'; export default 'b'; export { from }", ""),
        arguments("import defer * as x from 'a'; import source y from 'b'", "a b"),
        // Attributes.
        arguments("import x from 'a' with { type: 'json' }", "a(json)"),
        arguments(
            "import x from 'a'\n  with { 'lang': 'type', \"type\" : 'css', }\nimport 'b'",
            "a(css) b"),
        arguments(
            "export { default } from 'a' with {type:\"json\"};export * from 'b'", "a(json) b"),
        arguments("import 'a'\nwith_(x)\nimport 'b'", "a b"),
        // Dynamic.
        arguments(
            "import('a'); import(`b`); import(/* c */ 'c' /* d */, { with: {} })", "?a ?b ?c"),
        arguments("import(x); import('a' + x); import(`a${x}`); import(('a'))", "? ? ? ?"),
        arguments("import(f('a', 'b'), import('c'))", "? ?c"),
        arguments("import.meta.url; import . meta; new URL('x', import.meta.url)", "m m m"),
        arguments("import.source('a'); import.defer('b')", "?a ?b"),
        arguments("async () => { await import('a') }", "?a"),
        arguments("if (x) import('a'); else import('b')", "?a ?b"),
        // Names that only look like it.
        arguments("x.import('a'); x?.import('b'); x\n.import('c')", ""),
        arguments("({ import(a = import('b')) { import('c') } })", "?b ?c"),
        arguments("class A { import(a) {} static import(b) {} x = import('c') }", "?c"),
        arguments("({ import: 1, x: import('a') })", "?a"),
        arguments("important('a'); $import('b'); _import('c'); imports.x", ""),
        arguments("x = { ...import('a') }", "?a"),
        arguments("if (x) { import('a') }\n{ y }", "?a"),
        // Comments and strings.
        arguments("// import 'a'\n/* import 'b' */import 'c'", "c"),
        arguments("// a\u2028import 'b'", "b"),
        arguments("x = \"import 'a'\" + 'import \"b\"'; import 'c'", "c"),
        arguments("x = 'it\\'s'; import 'a'", "a"),
        arguments("x = 'a\\\r\nb'; import 'a'", "a"),
        arguments("#!/usr/bin/env node 'x\nimport 'a'", "a"),
        arguments("\ufeffimport 'a'", "a"),
        arguments("\ufeff#! import 'b'\nimport 'a'", "a"),
        arguments("import\u00a0x\u3000from\u2003'a'", "a"),
        arguments("l\u00e9gume = 1; import 'a'", "a"),
        arguments("x = a <!--b\nimport 'c'", "c"),
        arguments("import 'h\u00e9\ud83c\udf89'", "h\u00e9\ud83c\udf89"),
        arguments("import '\\x61\\u0062\\u{63}\\\n\\d\\''", "abcd'"),
        // Templates.
        arguments("x = `import 'a'`; import 'b'", "b"),
        arguments(
            "x = `${`${import('a')}`} import('b') \\${import('c')} \\``; import('d')", "?a ?d"),
        arguments("x = `${{ a: `}` }} ${function() { return '}' }}`; import('d')", "?d"),
        arguments("x = `$` + `$$` + `${'$'}{` ; import('d')", "?d"),
        arguments("x = `a` / import('d') / 2", "?d"),
        // A regular expression or a division?
        arguments("x = /import('a')/; import('b')", "?b"),
        arguments("x = /[/']/; import('b')", "?b"),
        arguments("x = /\\/'/; import('b')", "?b"),
        arguments("x = a / import('b') / c", "?b"),
        arguments("x = f() / import('b') / c; y = a[0] / import('c') / d", "?b ?c"),
        arguments("if (a) /'/.test(b); import('b')", "?b"),
        arguments("while (a) /'/.test(b); for (;;) /'/.exec(b); import('b')", "?b"),
        arguments("a.if (b) / import('c') / d", "?c"),
        arguments("return /'/; import('b')", "?b"),
        arguments("x = typeof /'/ in /\"/; import('b')", "?b"),
        arguments("x.return / import('b') / c", "?b"),
        arguments("x = y\n/ import('b') / z", "?b"),
        arguments("x++ / import('b') / c", "?b"),
        arguments("x = 1 / import('b') / 0x1f / 1. / import('c') / 1", "?b ?c"),
        arguments("x = .5 / import('b') / 1e3 / import('c')", "?b ?c"),
        arguments("{ a }\n/'/.test(b); import('b')", "?b"),
        arguments("x = { a } / import('b') / c", "?b"),
        arguments("x = { a: { b } / import('b') / c }", "?b"),
        arguments("x = y ? { a } / import('b') / c : { b } / import('c') / d", "?b ?c"),
        arguments(
            "switch (a) { case 1: { b }\n/'/.test(c); default: /'/.test(d) } import('b')", "?b"),
        arguments("label: { a }\n/'/.test(b); import('b')", "?b"),
        arguments("function f() {}\n/'/.test(b); import('b')", "?b"),
        arguments("x = function () {} / import('b') / c", "?b"),
        arguments("x = async function* f({ a = {} }) {} / import('b') / c", "?b"),
        arguments("export default function () {}\n/'/.test(b); import('b')", "?b"),
        arguments("export default async function () {}\n/'/.test(b); import('b')", "?b"),
        arguments("class A extends B {}\n/'/.test(b); import('b')", "?b"),
        arguments("x = class extends f({}) {} / import('b') / c", "?b"),
        arguments("x = () => {}\n/'/.test(b); import('b')", "?b"),
        arguments("x = () => /'/; import('b')", "?b"),
        arguments("x = () => ({}) / import('b') / c", "?b"),
        arguments("for (const a of /'/.exec(b)); import('b')", "?b"),
        arguments("of / import('b') / c", "?b"),
        arguments("for await (const a of b) /'/.test(a); import('b')", "?b"),
        arguments("do /'/.test(a); while (b); import('b')", "?b"),
        arguments("try {} finally {}\n/'/.test(a); import('b')", "?b"),
        arguments("x = [...import('a'), .../'/[1]]; import('b')", "?a ?b"),
        arguments("a = b ?? /'/; c = d?.5:/'/; import('b')", "?b"),
        arguments(
            "class A { #x = /'/; static { /'/.test(a) } get [b]() { return /'/ } } import('b')",
            "?b"),
        arguments("x = { if: /'/, class: /'/, return: 1 / import('b') / 2 }", "?b"),
        arguments("x = a => { return }\n/'/.test(b), import('b')", "?b"),
        // Only declarations of the top level count.
        arguments("{ import 'a' }", ""),
        arguments("", ""));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void importsAreFoundAndNothingElse(String text, String imports) {
    var read = ModuleLexer.read(text.getBytes(UTF_8));
    assertEquals("", read.problem().orElse(""));
    assertEquals(imports, shown(read));
  }

  private static String shown(ModuleText read) {
    return read.imports().stream().map(ModuleLexerTest::shown).collect(Collectors.joining(" "));
  }

  private static String shown(Import found) {
    String specifier = found.specifier() == null ? "" : found.specifier();
    String type = found.type().isEmpty() ? "" : "(" + found.type() + ")";
    return switch (found.kind()) {
      case STATIC -> specifier + type;
      case DYNAMIC -> "?" + specifier + type;
      case META -> "m";
    };
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("import 'a'; x = 'b", "byte 16: a string without end"),
        arguments("import 'a'; x = 'b\n'", "byte 16: a string without end"),
        arguments("import 'a'; x = `b", "byte 17: a template without end"),
        arguments("import 'a'; x = /b\n/", "byte 16: a regular expression without end"),
        arguments("import 'a'; /* b", "byte 12: a comment without end"),
        arguments("import 'a'; )", "byte 12: a bracket that was not opened"),
        arguments("import 'a'; (]", "byte 13: a bracket that was not opened"),
        arguments("import 'a'; ({", "byte 14: a bracket without end"),
        arguments("import 'a'; import x", "byte 20: an import without its module"),
        arguments("import 'a'; export * from", "byte 25: an export without its module"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatCannotBeReadSaysWhereAndKeepsWhatStandsBefore(String text, String problem) {
    var read = ModuleLexer.read(text.getBytes(UTF_8));
    assertEquals("a", shown(read));
    assertEquals(problem, read.problem().orElse(""));
  }

  @Test
  void rangesAreBytesWithoutQuotes() {
    String text = "/* h\u00e9 */ import 'a\u00e9'; import( x + y ); import('b')";
    byte[] bytes = text.getBytes(UTF_8);
    assertEquals(
        "a\u00e9|x + y|b",
        ModuleLexer.read(bytes).imports().stream()
            .map(i -> new String(bytes, i.start(), i.end() - i.start(), UTF_8))
            .collect(Collectors.joining("|")));
  }

  @Test
  void scriptInsideADocumentIsReadInItsPlace() {
    String document = "<script type=module>import 'a'</script> it's";
    byte[] bytes = document.getBytes(UTF_8);
    var read = ModuleLexer.read(bytes, document.indexOf("import"), document.indexOf("</"));
    assertEquals("a", shown(read));
    assertEquals(document.indexOf("a'"), read.imports().getFirst().start());
  }

  private static final String[] PIECES = {
    "import",
    "export",
    "from",
    "'a'",
    "\"b",
    "`",
    "${",
    "}",
    "{",
    "(",
    ")",
    "[",
    "]",
    "/",
    "//",
    "/*",
    "*/",
    "\\",
    "\n",
    " ",
    "x",
    "1.5",
    "=>",
    "=",
    "?",
    ":",
    ".",
    "...",
    ",",
    ";",
    "if",
    "of",
    "class",
    "function",
    "async",
    "return",
    "with",
    "type",
    "meta",
    "*",
    "as",
    "\u2028",
    "\u00e9",
    "#!",
    "++",
    "default",
    "for",
    "await",
    "\ufeff"
  };

  /** Whatever the bytes are, the reading ends, and what it finds lies in the text. */
  @RepeatedTest(200)
  void anyBytesAreRead(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = random.nextInt(400); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextBoolean() ? " " : "");
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    for (Import found : ModuleLexer.read(bytes).imports()) {
      assertTrue(
          0 <= found.start() && found.start() <= found.end() && found.end() <= bytes.length,
          () -> "seed " + seed + ": " + found + " in " + text);
    }
  }

  /**
   * What would make a reader go back, or go deep, again and again: each of them, a million times.
   */
  @ParameterizedTest
  @MethodSource("longTexts")
  void longTextIsReadOnce(String piece) {
    byte[] bytes = piece.repeat(1_000_000).getBytes(UTF_8);
    assertTrue(ModuleLexer.read(bytes).imports().size() <= 1_000_000);
  }

  static Stream<String> longTexts() {
    return Stream.of(
        "(",
        "{",
        "[",
        "`${",
        "/",
        "/*",
        "'",
        "import(",
        "import{",
        "export{",
        "import.",
        "a/",
        "=/",
        "({import(",
        "x={a /**/",
        "?",
        "\\",
        "import'a'with{",
        "import`",
        "import(`a\\");
  }
}
