package dev.weft.graph;

import java.util.Arrays;
import java.util.Locale;

/** The words of JavaScript after which a slash, a brace or a name means something else. */
enum Word {
  NAME,
  AS,
  ASYNC,
  AWAIT,
  CASE,
  CLASS,
  CONST,
  DEFAULT,
  DEFER,
  DELETE,
  DO,
  ELSE,
  EXPORT,
  EXTENDS,
  FINALLY,
  FOR,
  FROM,
  FUNCTION,
  IF,
  IMPORT,
  IN,
  INSTANCEOF,
  LET,
  META,
  NEW,
  OF,
  RETURN,
  SOURCE,
  THROW,
  TRY,
  TYPEOF,
  VAR,
  VOID,
  WHILE,
  WITH,
  YIELD;

  private static final int LONGEST = 10;
  private static final Word[][] BY_LENGTH = new Word[LONGEST + 1][];

  static {
    for (int length = 0; length <= LONGEST; length++) {
      int wanted = length;
      BY_LENGTH[length] =
          Arrays.stream(values())
              .filter(word -> word != NAME && word.letters.length() == wanted)
              .toArray(Word[]::new);
    }
  }

  private final String letters = name().toLowerCase(Locale.ROOT);

  /** The word that stands there; {@link #NAME} for every other one. */
  static Word at(byte[] text, int start, int end) {
    if (end - start <= LONGEST) {
      for (Word word : BY_LENGTH[end - start]) {
        if (word.stands(text, start)) {
          return word;
        }
      }
    }
    return NAME;
  }

  private boolean stands(byte[] text, int start) {
    for (int i = 0; i < letters.length(); i++) {
      if (text[start + i] != letters.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
