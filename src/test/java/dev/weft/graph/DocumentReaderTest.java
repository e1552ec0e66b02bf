package dev.weft.graph;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentReaderTest {
  /** A document, and its elements as role and URL, or role and what stands in them. */
  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("<script type=module src=a.js></script>", "MODULE a.js"),
        arguments("<SCRIPT TYPE=' Module ' SRC = \"a.js\" ></SCRIPT >", "MODULE a.js"),
        arguments("<script type=module>import 'a'</script>", "MODULE [import 'a']"),
        arguments("<script src=a.js></script><script>b</script>", "SCRIPT a.js, SCRIPT [b]"),
        arguments("<script type=text/javascript src=a.js></script>", "SCRIPT a.js"),
        arguments("<script nomodule src=a.js></script><script src=''></script>", ""),
        arguments("<script type=application/json>{}</script>", ""),
        arguments("<script type=importmap>{\"a\":1}</script>", "IMPORT_MAP [{\"a\":1}]"),
        arguments("<link rel=modulepreload href=a.js>", "MODULE_PRELOAD a.js"),
        arguments("<link rel=preload as=font href=a>", "PRELOAD a"),
        arguments("<link rel='STYLESHEET x' href=a.css media=print>", "STYLE_SHEET a.css"),
        arguments("<link rel='alternate stylesheet' href=a.css>", "OTHER a.css"),
        arguments("<link rel=icon href=a><link rel=canonical href=b>", "OTHER a, LINK b"),
        arguments("<link rel=stylesheet>", ""),
        arguments("<style>a { }</style><style type=text/less>b</style>", "STYLE [a { }]"),
        arguments("<base target=x><base href=/a/>", "BASE /a/"),
        arguments(
            "<meta http-equiv=Content-Security-Policy content=\"script-src 'self'\">", "POLICY []"),
        arguments("<img src=a.png><img><img src>", "IMAGE a.png"),
        arguments("<img src=a srcset='b 1x, c\t2x,d'>", "IMAGE a, OTHER b, OTHER c, OTHER d"),
        arguments("<source srcset='a,b 1x , ,c(d) 2x,'>", "OTHER a,b, OTHER c(d)"),
        arguments("<a href=b>c</a><iframe src=d></iframe>", "LINK b, OTHER d"),
        arguments("<video src=a poster=b></video><object data=c></object>", "OTHER a, OTHER c"),
        // Comments, and what only looks like markup.
        arguments("<!-- <img src=a> --><img src=b>", "IMAGE b"),
        arguments(
            "<!--><img src=a><!---><img src=b><!-- --!><img src=c>", "IMAGE a, IMAGE b, IMAGE c"),
        arguments("<!-- -- > <img src=a>", ""),
        arguments("<!doctype html><?php <img src=a> ?><img src=b>", "IMAGE b"),
        arguments("<!doctype><img src=a></ <img src=b>><img src=c></>", "IMAGE a, IMAGE c"),
        arguments("a < b <1 <img src=a>", "IMAGE a"),
        arguments("<title><img src=a></title><img src=b>", "IMAGE b"),
        arguments("<textarea><img src=a></textareas><img src=b></TEXTAREA ><img src=c>", "IMAGE c"),
        arguments("<noscript><img src=a></noscript><img src=b>", "IMAGE b"),
        arguments(
            "<template><img src=a><template></template><img src=b></template><img src=c>",
            "IMAGE c"),
        arguments(
            "<template shadowrootmode=open><img src=a></template><img src=b>", "IMAGE a, IMAGE b"),
        arguments("<plaintext><img src=a>", ""),
        arguments("<svg><title/><img src=a></svg><img src=b>", "IMAGE a, IMAGE b"),
        arguments("<svg><![CDATA[<img src=a>]]></svg><![CDATA[<img src=b>]]>", ""),
        arguments(
            "<svg><style>a{}</style><use href='i.svg#a'/></svg>", "STYLE [a{}], OTHER i.svg#a"),
        // What is no element of HTML fetches nothing that a browser is told of.
        arguments("<x-player src=a srcset=d><img src=b></x-player><p src=c>", "IMAGE b"),
        // Scripts end where they do not seem to.
        arguments("<script>'</scripts>'</script><img src=a>", "SCRIPT ['</scripts>'], IMAGE a"),
        arguments(
            "<script><!-- <script> </script> --></script><img src=a>",
            "SCRIPT [<!-- <script> </script> -->], IMAGE a"),
        arguments("<script><!-- </script><img src=a>", "SCRIPT [<!-- ], IMAGE a"),
        arguments("<script><!--><script></script><img src=a>", "SCRIPT [<!--><script>], IMAGE a"),
        arguments("<script>a", ""),
        // Attributes.
        arguments("<img src=a src=b>", "IMAGE a"),
        arguments("<img\nSRC\n=\n'a'alt=b/>", "IMAGE a"),
        arguments("<img =src=a src=b>", "IMAGE b"),
        arguments(
            "<img src=a/b?c=d&amp;e=f&#x26;g&#38h&amp=1&lt;&copy;>",
            "IMAGE a/b?c=d&e=f&g&h&amp=1<&copy;"),
        arguments("<img src=' a '><img src='  '>", "IMAGE a"),
        arguments("<img alt='>' src=a><img alt=\"'\" src=b>", "IMAGE a, IMAGE b"),
        arguments("<img src=h\u00e9>", "IMAGE h\u00e9"),
        arguments("<img src=a", ""),
        arguments("<img src='a>", ""),
        arguments("\ufeff<img src=a>", "IMAGE a"),
        arguments("", ""));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void elementsAreFoundAndNothingElse(String text, String elements) {
    byte[] bytes = text.getBytes(UTF_8);
    assertEquals(
        elements,
        DocumentReader.read(bytes).elements().stream()
            .map(e -> e.role() + " " + (e.inline() ? "[" + content(bytes, e) + "]" : e.url()))
            .collect(Collectors.joining(", ")));
  }

  private static String content(byte[] text, Element element) {
    return new String(
        text, element.contentStart(), element.contentEnd() - element.contentStart(), UTF_8);
  }

  /** A document with a bar where links go, and a hash where an import map goes. */
  static Stream<String> places() {
    return Stream.of(
        "<head><title>x</title>#|</head><body><script src=a></script>",
        "<head><link rel=stylesheet href=a>|#<script src=a></script></head>",
        "<head>#<script src=a></script><link rel=stylesheet href=a>|</head>",
        "<head>#|<script type=module src=a></script></head>",
        "<head>#|<link rel=modulepreload href=a></head>",
        "<head><style>a</style >|#</head><link rel=stylesheet href=b>",
        "<head><link rel=stylesheet href=a>#<script type=importmap>{}</script>|</head>",
        "<head>#</head><body><script type=importmap>{}</script>|",
        "<head><meta http-equiv=content-security-policy content=x>|#</head>",
        "<!doctype html><meta charset=utf-8><title>x</title>#|<p>y<script src=a></script>",
        "<title>x</title> #|y<link rel=stylesheet href=b>",
        "<base href=/x/>|#",
        "#|");
  }

  @ParameterizedTest
  @MethodSource("places")
  void linksAndImportMapsHaveTheirPlaces(String marked) {
    String text = marked.replace("|", "").replace("#", "");
    var document = DocumentReader.read(text.getBytes(UTF_8));
    int links = document.linkPosition();
    int map = document.importMapPosition();
    assertEquals(marked.replace("#", ""), text.substring(0, links) + "|" + text.substring(links));
    assertEquals(marked.replace("|", ""), text.substring(0, map) + "#" + text.substring(map));
  }

  /** A document with a bar where its body can be added to, if it can be. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>a|</body></html>",
        "<p>a|</html>",
        "<p>a|",
        "|",
        "<template></body></template><svg></body></svg>|</body>",
        "<script>'</body>'</script>|</body><p>b</body>",
        "<p>a<!-- b",
        "<p>a<script>b",
        "<p>a<textarea>b",
        "<p>a<plaintext>b",
        "<p>a<template>b",
        "<p>a<svg>b",
        "<p>a<b c='",
        "<p>a</b",
        "<frameset><frame src=a></frameset></html>",
        "<p>a<!b"
      })
  void bodyEndsWhereElementsCanBeAdded(String marked) {
    String text = marked.replace("|", "");
    int end = marked.indexOf('|');
    assertEquals(
        end < 0 ? OptionalInt.empty() : OptionalInt.of(end),
        DocumentReader.read(text.getBytes(UTF_8)).bodyEnd());
  }

  @Test
  void rangeOfAUrlIsWhatIsWritten() {
    byte[] text = "<p title=\u00e9><img src='a?b&amp;c'><img src=d>".getBytes(UTF_8);
    assertEquals(
        "a?b&amp;c|d",
        DocumentReader.read(text).elements().stream()
            .map(e -> new String(text, e.urlStart(), e.urlEnd() - e.urlStart(), UTF_8))
            .collect(Collectors.joining("|")));
  }

  @Test
  void wideEncodingIsNotRead() {
    var document = DocumentReader.read("\ufeff<img src=a>".getBytes(UTF_16BE));
    assertEquals("UTF-16 (expected: UTF-8)", document.problem().orElse(""));
  }

  private static final String[] PIECES = {
    "<", ">", "</", "<!--", "-->", "script", "style", "<script>", "</script>", "<img ", "src", "=",
    "'", "\"", " ", "/", "a", "&#", "&amp", ";", "<svg>", "<![CDATA[", "<template>", "<title>",
    "srcset='", ",", "\u00e9", "<link rel=stylesheet href=", "<head>", "<!"
  };

  @RepeatedTest(200)
  void anyBytesAreRead(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    var random = new Random(seed);
    var text = new StringBuilder();
    for (int i = random.nextInt(300); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    var document = DocumentReader.read(bytes);
    for (Element e : document.elements()) {
      int[] order = {0, e.start(), e.contentStart(), e.contentEnd(), e.end(), bytes.length};
      assertTrue(rising(order), () -> "seed " + seed + ": " + e + " in " + text);
      int[] url = {e.start(), e.urlStart(), e.urlEnd(), e.end()};
      assertTrue(rising(url), () -> "seed " + seed + ": " + e + " in " + text);
    }
    assertTrue(document.linkPosition() <= bytes.length);
    assertTrue(document.bodyEnd().orElse(0) <= bytes.length);
    assertTrue(document.importMapPosition() <= bytes.length);
  }

  private static boolean rising(int[] numbers) {
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i - 1] > numbers[i]) {
        return false;
      }
    }
    return true;
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void longTextIsReadOnce(String piece) {
    DocumentReader.read(piece.repeat(500_000).getBytes(UTF_8));
  }

  static Stream<String> longTexts() {
    return Stream.of(
        "<",
        "<!--",
        "<a ",
        "<a b='",
        "<script>",
        "<script><!--",
        "</",
        "<!",
        "<title>",
        "<svg>",
        "<template>",
        "<img srcset=',",
        "<img srcset='a b'>",
        "-",
        "&");
  }
}
