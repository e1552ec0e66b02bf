package dev.weft.graph;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the text of an ES module that finds what it imports.
 *
 * <p>Imports could be found by a grep, were it not for comments, strings, templates and regular
 * expressions; and where a slash begins a regular expression, only a parser knows for sure. This
 * one remembers just enough to be right about it: what may stand at this place, and what the open
 * brackets are.
 *
 * <pre>
 *                    ;  {  }  else          a name, a number, a string, ) ]
 *   STATEMENT ◀──────────────────── any ──────────────────────────▶ OPERATOR
 *   / is a regular expression        │                              / divides
 *   { is a block                     │ = ( [ , return typeof        { is the body of something
 *                                    ▼
 *                                 OPERAND    / is a regular expression, { is an object
 * </pre>
 *
 * <p>After a closing bracket stands what the opening one knew: a regular expression may follow
 * {@code if (a)} and the body of a function that is a statement, and a division {@code f(a)} and
 * the body of a function that is a value. A declaration is read on its own, at the top level alone.
 *
 * <p>Linear in time, and in memory: a bracket costs an object, and nothing recurses.
 */
public final class ModuleLexer {
  private final byte[] text;
  private final int end;
  private int at;

  /** The byte after the last token. */
  private int tokenEnd;

  private Expected expected = Expected.STATEMENT;

  /** What was expected before the {@code async} that has just been read. */
  private Expected beforeAsync = Expected.STATEMENT;

  /** The last token, if it is a word that means something; {@link Word#NAME} for all others. */
  private Word last = Word.NAME;

  private Bracket open = new Bracket(Form.BLOCK, null, Expected.STATEMENT);
  private final List<Import> imports = new ArrayList<>();

  private ModuleLexer(byte[] text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /** What the module says that these bytes are, in UTF-8. */
  public static ModuleText read(byte[] text) {
    return read(text, 0, text.length);
  }

  /** What the module says that stands between two bytes of a document. */
  public static ModuleText read(byte[] text, int start, int end) {
    ModuleLexer lexer = new ModuleLexer(text, start, end);
    Optional<String> problem = Optional.empty();
    try {
      lexer.module();
    } catch (Malformed e) {
      problem = Optional.of(e.problem);
    }
    return new ModuleText(lexer.imports, problem);
  }

  /** What may stand at this place. */
  private enum Expected {
    STATEMENT,
    OPERAND,
    OPERATOR,
    /** What an arrow leads to: a block or an operand. */
    BODY
  }

  private enum Form {
    BLOCK,
    OBJECT,
    CLASS,
    PARENTHESIS,
    SQUARE,
    TEMPLATE
  }

  private static final class Bracket {
    final Form form;
    final @Nullable Bracket outer;

    /** What may stand after it is closed. */
    final Expected after;

    /** Question marks whose colon is to come. */
    int conditionals;

    /** What may stand after the body of the function or class whose head is being read. */
    @Nullable Expected afterBody;

    boolean classHead;

    /** Where in the list the import is whose argument this is; negative if none. */
    int argument = -1;

    Bracket(Form form, @Nullable Bracket outer, Expected after) {
      this.form = form;
      this.outer = outer;
      this.after = after;
    }

    void forgetHead() {
      afterBody = null;
      classHead = false;
    }
  }

  /** Ends the reading; without a stack trace it costs nothing. */
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;
    final String problem;

    Malformed(int at, String problem) {
      super(problem, null, false, false);
      this.problem = "byte " + at + ": " + problem;
    }
  }

  private void module() {
    if (startsWith("\u00ef\u00bb\u00bf")) {
      at += 3;
    }
    if (startsWith("#!")) {
      lineComment();
    }
    while (space()) {
      token();
      tokenEnd = at;
    }
    if (open.outer != null) {
      throw new Malformed(end, "a bracket without end");
    }
  }

  private void token() {
    int c = text[at];
    switch (c) {
      case '"', '\'' -> {
        string();
        value();
      }
      case '`' -> {
        at++;
        template();
      }
      case '/' -> {
        if (expected == Expected.OPERATOR) {
          at++;
          operator();
        } else {
          regularExpression();
          value();
        }
      }
      case '(' -> push(Form.PARENTHESIS, control() ? Expected.STATEMENT : Expected.OPERATOR);
      case '[' -> push(Form.SQUARE, Expected.OPERATOR);
      case '{' -> brace();
      case ')' -> parenthesisClosed();
      case ']' -> pop(Form.SQUARE);
      case '}' -> braceClosed();
      case ';' -> {
        at++;
        open.conditionals = 0;
        open.forgetHead();
        expect(Expected.STATEMENT);
      }
      case ',' -> {
        endArgument();
        at++;
        open.forgetHead();
        operator();
      }
      case ':' -> colon();
      case '?' -> question();
      case '.' -> dot();
      case '+', '-' -> {
        boolean twice = peek(1) == c;
        at += twice ? 2 : 1;
        if (!twice || expected != Expected.OPERATOR) { // a++ is a value still
          operator();
        }
      }
      case '=' -> {
        boolean arrow = peek(1) == '>';
        at += arrow ? 2 : 1;
        open.forgetHead();
        expect(arrow ? Expected.BODY : Expected.OPERAND);
      }
      default -> {
        if (digit(c)) {
          number();
        } else if (wordPart()) {
          word();
        } else {
          at++;
          operator();
        }
      }
    }
  }

  private void expect(Expected next) {
    expected = next;
    last = Word.NAME;
  }

  private void value() {
    expect(Expected.OPERATOR);
  }

  private void operator() {
    expect(Expected.OPERAND);
  }

  private boolean control() {
    return switch (last) {
      case IF, WHILE, FOR, WITH -> true;
      default -> false;
    };
  }

  private void push(Form form, Expected after) {
    at++;
    open = new Bracket(form, open, after);
    boolean statements = form == Form.BLOCK || form == Form.CLASS;
    expect(statements ? Expected.STATEMENT : Expected.OPERAND);
  }

  private Bracket pop(Form... forms) {
    Bracket closed = open;
    for (Form form : forms) {
      if (closed.form == form && closed.outer != null) {
        at++;
        open = closed.outer;
        expect(closed.after);
        return closed;
      }
    }
    throw new Malformed(at, "a bracket that was not opened");
  }

  private void brace() {
    switch (expected) {
      case STATEMENT, BODY -> push(Form.BLOCK, Expected.STATEMENT);
      case OPERAND -> push(Form.OBJECT, Expected.OPERATOR);
      case OPERATOR -> {
        Expected after = open.afterBody == null ? Expected.STATEMENT : open.afterBody;
        boolean type = open.classHead;
        open.forgetHead();
        push(type ? Form.CLASS : Form.BLOCK, after);
      }
    }
  }

  private void braceClosed() {
    if (open.form == Form.TEMPLATE) {
      pop(Form.TEMPLATE);
      template();
    } else {
      pop(Form.BLOCK, Form.OBJECT, Form.CLASS);
    }
  }

  private void parenthesisClosed() {
    endArgument();
    Bracket closed = pop(Form.PARENTHESIS);
    boolean member = open.form == Form.OBJECT || open.form == Form.CLASS;
    if (closed.argument >= 0 && member && space() && text[at] == '{') { // a method of that name
      imports.remove(closed.argument);
    }
  }

  private void colon() {
    at++;
    open.forgetHead();
    if (open.conditionals > 0) {
      open.conditionals--;
      operator();
    } else { // in a block after a label, or a case
      expect(open.form == Form.BLOCK ? Expected.STATEMENT : Expected.OPERAND);
    }
  }

  private void question() {
    if (peek(1) == '.' && !digit(peek(2))) {
      at += 2;
      member();
    } else if (peek(1) == '?') {
      at += 2;
      operator();
    } else {
      at++;
      open.conditionals++;
      operator();
    }
  }

  private void dot() {
    if (digit(peek(1))) {
      number();
    } else if (peek(1) == '.' && peek(2) == '.') { // a spread
      at += 3;
      operator();
    } else {
      at++;
      member();
    }
  }

  /** After a dot every word is a name. */
  private void member() {
    operator();
    if (space() && wordPart()) {
      skipWord();
      value();
    }
  }

  private void number() {
    while (at < end && (wordPart() || text[at] == '.')) {
      at++;
    }
    value();
  }

  private void word() {
    int start = at;
    skipWord();
    Word word = Word.at(text, start, at);
    if (word != Word.NAME && open.form == Form.OBJECT && key()) {
      word = Word.NAME;
    }
    Word before = last;
    switch (word) {
      case IMPORT -> imported(start);
      case EXPORT -> exported();
      case FUNCTION, CLASS -> {
        Expected place = before == Word.ASYNC ? beforeAsync : expected;
        boolean statement = before == Word.DEFAULT || place == Expected.STATEMENT;
        boolean operand = place == Expected.OPERAND || place == Expected.BODY;
        open.afterBody = operand && !statement ? Expected.OPERATOR : Expected.STATEMENT;
        open.classHead = word == Word.CLASS;
        value();
      }
      case ASYNC -> {
        beforeAsync = before == Word.DEFAULT ? Expected.STATEMENT : expected;
        value();
      }
      case DO, ELSE, FINALLY, TRY -> expect(Expected.STATEMENT);
      case AWAIT, // for await (
          CASE,
          CONST,
          DEFAULT,
          DELETE,
          EXTENDS,
          IN,
          INSTANCEOF,
          LET,
          NEW,
          RETURN,
          THROW,
          TYPEOF,
          VAR,
          VOID,
          YIELD ->
          operator();
      case OF -> {
        if (open.form == Form.PARENTHESIS && expected == Expected.OPERATOR) {
          operator();
        } else {
          value();
        }
      }
      case AS, DEFER, FOR, FROM, IF, META, NAME, SOURCE, WHILE, WITH -> value();
    }
    last = word == Word.AWAIT && before == Word.FOR ? Word.FOR : word;
  }

  /** Whether the word that was read is the name of a member. */
  private boolean key() {
    return space() && text[at] == ':' && open.conditionals == 0;
  }

  /** After the word {@code import}. */
  private void imported(int start) {
    value();
    if (!space()) {
      return;
    }
    if (text[at] == '(') {
      called();
    } else if (text[at] == '.') {
      at++;
      meta(start);
    } else if (open.outer == null) {
      declaration();
    }
  }

  private void meta(int start) {
    Word word = space() ? nextWord() : Word.NAME;
    if (word == Word.META) {
      imports.add(new Import(Import.Kind.META, null, "", start, at));
    } else if ((word == Word.SOURCE || word == Word.DEFER) && space() && text[at] == '(') {
      called();
    }
  }

  /** At the parenthesis of {@code import(}. */
  private void called() {
    push(Form.PARENTHESIS, Expected.OPERATOR);
    open.argument = imports.size();
    space();
    int start = at;
    Import found = new Import(Import.Kind.DYNAMIC, null, "", start, start);
    if (at < end && (quote() || plainTemplate())) {
      string();
      tokenEnd = at;
      value();
      if (space() && (text[at] == ',' || text[at] == ')')) {
        found = literal(Import.Kind.DYNAMIC, start, tokenEnd);
      }
    }
    imports.add(found);
  }

  /** Whether the template at this place is a string: the same bytes then end it. */
  private boolean plainTemplate() {
    if (text[at] != '`') {
      return false;
    }
    for (int i = at + 1; i < end && text[i] != '`'; i++) {
      if (text[i] == '\\' || text[i] == '$' || text[i] == '\n' || text[i] == '\r') {
        return false;
      }
    }
    return true;
  }

  /** The first argument of an import ends before this token. */
  private void endArgument() {
    if (open.argument >= 0) {
      Import found = imports.get(open.argument);
      if (found.specifier() == null && found.end() == found.start()) {
        imports.set(
            open.argument,
            new Import(
                Import.Kind.DYNAMIC, null, "", found.start(), Math.max(tokenEnd, found.start())));
      }
    }
  }

  private Import literal(Import.Kind kind, int start, int end) {
    return new Import(kind, Strings.decode(text, start + 1, end - 1), "", start + 1, end - 1);
  }

  /** What stands between {@code import} and the end of its declaration. */
  private void declaration() {
    while (space()) {
      int c = text[at];
      if (quote()) {
        from();
        return;
      } else if (c == '{') {
        names();
      } else if (c == '*' || c == ',') {
        at++;
      } else if (wordPart()) {
        skipWord();
      } else {
        break;
      }
    }
    throw new Malformed(at, "an import without its module");
  }

  /** After the word {@code export}. */
  private void exported() {
    expect(Expected.STATEMENT);
    if (open.outer != null || !space()) {
      return;
    }
    if (text[at] == '{') {
      names();
      int after = at;
      if (!space() || nextWord() != Word.FROM || !space() || !quote()) {
        at = after;
        return;
      }
    } else if (text[at] == '*') {
      at++;
    } else {
      return;
    }
    while (space()) {
      if (quote()) {
        int start = at;
        string();
        if (last != Word.AS) {
          at = start;
          from();
          return;
        }
        last = Word.NAME;
      } else if (wordPart()) {
        last = nextWord();
      } else {
        break;
      }
    }
    throw new Malformed(at, "an export without its module");
  }

  /** Names in braces, some of which may be strings. */
  private void names() {
    at++;
    while (space() && text[at] != '}') {
      if (quote()) {
        string();
      } else {
        at++;
      }
    }
    at = Math.min(at + 1, end);
  }

  /** At the string that ends a declaration, but for its attributes. */
  private void from() {
    int start = at;
    string();
    Import found = literal(Import.Kind.STATIC, start, at);
    imports.add(found);
    expect(Expected.STATEMENT);
    int after = at;
    if (space() && nextWord() == Word.WITH && space() && text[at] == '{') {
      imports.set(
          imports.size() - 1,
          new Import(found.kind(), found.specifier(), type(), found.start(), found.end()));
    } else {
      at = after;
    }
  }

  /** The value of {@code type} among the attributes. */
  private String type() {
    String type = "";
    String key = "";
    at++;
    while (space() && text[at] != '}') {
      int start = at;
      String token;
      if (quote()) {
        string();
        token = Strings.decode(text, start + 1, at - 1);
      } else if (wordPart()) {
        skipWord();
        token = new String(text, start, at - start, UTF_8);
      } else {
        if (text[at++] == ',') {
          key = "";
        }
        continue;
      }
      if (key.isEmpty()) {
        key = token;
      } else if (key.equals("type")) {
        type = token;
      }
    }
    at = Math.min(at + 1, end);
    return type;
  }

  private Word nextWord() {
    int start = at;
    skipWord();
    return Word.at(text, start, at);
  }

  private void skipWord() {
    while (at < end && wordPart()) {
      at++;
    }
  }

  private boolean quote() {
    return text[at] == '"' || text[at] == '\'';
  }

  private boolean wordPart() {
    int c = text[at];
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || digit(c)
        || c == '_'
        || c == '$'
        || c == '#'
        || c == '\\'
        || (c < 0 && spaceLength() == 0); // in UTF-8 a letter of another alphabet
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /** The byte that is so far ahead; 0 beyond the end. */
  private int peek(int ahead) {
    return at + ahead < end ? text[at + ahead] : 0;
  }

  private boolean startsWith(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (peek(i) != (byte) bytes.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Goes to the next token; false at the end of the text. */
  private boolean space() {
    while (at < end) {
      int length = spaceLength();
      if (length > 0) {
        at += length;
      } else if (text[at] == '/' && peek(1) == '/') {
        lineComment();
      } else if (text[at] == '/' && peek(1) == '*') {
        comment();
      } else {
        return true;
      }
    }
    return false;
  }

  /** Bytes of the white space at this place (ECMA-262, sections 12.2 and 12.3); 0 if it is none. */
  private int spaceLength() {
    int c = text[at];
    if (c >= 0) {
      return c == ' ' || (c >= '\t' && c <= '\r') ? 1 : 0;
    }
    return switch (c & 0xff) {
      case 0xc2 -> (peek(1) & 0xff) == 0xa0 ? 2 : 0;
      case 0xe1 -> character(0x1680);
      case 0xe2 -> {
        int last = peek(2) & 0xff;
        boolean wide = last <= 0x8a || last == 0xa8 || last == 0xa9 || last == 0xaf;
        yield (peek(1) == (byte) 0x80 && wide) ? 3 : character(0x205f);
      }
      case 0xe3 -> character(0x3000);
      case 0xef -> character(0xfeff);
      default -> 0;
    };
  }

  /** 3 if this character of three bytes is here, else 0. */
  private int character(int c) {
    return (peek(0) & 0xf) == c >> 12
            && (peek(1) & 0xff) == (0x80 | (c >> 6 & 0x3f))
            && (peek(2) & 0xff) == (0x80 | (c & 0x3f))
        ? 3
        : 0;
  }

  /** Whether a line ends here: with LF, CR, or one of two characters that only Unicode has. */
  private boolean lineEnd() {
    int c = text[at];
    return c == '\n'
        || c == '\r'
        || (c == (byte) 0xe2 && (character(0x2028) > 0 || character(0x2029) > 0));
  }

  private void lineComment() {
    while (at < end && !lineEnd()) {
      at++;
    }
  }

  private void comment() {
    int start = at;
    for (at += 2; at + 1 < end; at++) {
      if (text[at] == '*' && text[at + 1] == '/') {
        at += 2;
        return;
      }
    }
    throw new Malformed(start, "a comment without end");
  }

  private void string() {
    int start = at;
    int quote = text[at++];
    while (at < end && text[at] != '\n' && text[at] != '\r') {
      int c = text[at++];
      if (c == quote) {
        return;
      }
      if (c == '\\' && at < end) {
        at += text[at] == '\r' && peek(1) == '\n' ? 2 : 1;
      }
    }
    throw new Malformed(start, "a string without end");
  }

  /** After the grave accent of a template, or the brace that ends a substitution. */
  private void template() {
    int start = at;
    for (; at < end; at++) {
      switch (text[at]) {
        case '\\' -> at++;
        case '`' -> {
          at++;
          value();
          return;
        }
        case '$' -> {
          if (peek(1) == '{') {
            at++;
            push(Form.TEMPLATE, Expected.OPERATOR);
            return;
          }
        }
        default -> {}
      }
    }
    throw new Malformed(start, "a template without end");
  }

  private void regularExpression() {
    int start = at;
    boolean set = false;
    for (at++; at < end && !lineEnd(); at++) {
      switch (text[at]) {
        case '\\' -> at++;
        case '[' -> set = true;
        case ']' -> set = false;
        case '/' -> {
          if (!set) {
            at++;
            skipWord();
            return;
          }
        }
        default -> {}
      }
    }
    throw new Malformed(start, "a regular expression without end");
  }
}
