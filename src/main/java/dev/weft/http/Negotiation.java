package dev.weft.http;

import dev.weft.asset.Coding;
import dev.weft.asset.Variant;
import dev.weft.asset.Variants;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client likes, in thousandths, and the choice by it: {@code Accept-Encoding} (RFC 9110,
 * section 12.5.3).
 */
final class Negotiation {
  private static final int UNSET = -1;

  private int dcb = 0;
  private int dcz = 0;
  private int br = UNSET;
  private int zstd = UNSET;
  private int gzip = UNSET;
  private int identity = UNSET;

  private Negotiation() {}

  /**
   * The variant the client likes best, and of those it likes equally the shortest; null when it
   * refuses all there are.
   */
  static @Nullable Variant choose(@Nullable String acceptEncoding, Variants variants) {
    if (acceptEncoding == null) { // anything would do; a client that says nothing seldom decodes
      return variants.identity();
    }
    Negotiation wishes = parse(acceptEncoding);
    Variant best = null;
    int bestWeight = 0;
    for (Variant variant : variants.coded()) {
      int weight = wishes.weight(variant.coding());
      if (weight > bestWeight
          || (weight == bestWeight && best != null && variant.length() < best.length())) {
        best = variant;
        bestWeight = weight;
      }
    }
    if (best == null) {
      return wishes.identity == 0 ? null : variants.identity();
    }
    // Identity that was not named is acceptable, and liked less than what was.
    return wishes.identity > bestWeight ? variants.identity() : best;
  }

  private static Negotiation parse(String header) {
    Negotiation wishes = new Negotiation();
    int others = UNSET;
    for (int start = 0; start <= header.length(); ) {
      int comma = header.indexOf(',', start);
      int end = comma < 0 ? header.length() : comma;
      int semicolon = header.indexOf(';', start);
      int nameEnd = semicolon >= 0 && semicolon < end ? semicolon : end;
      int weight = nameEnd == end ? 1000 : parameters(header.substring(nameEnd + 1, end));
      switch (header.substring(start, nameEnd).strip().toLowerCase(Locale.ROOT)) {
        case "dcb" -> wishes.dcb = weight;
        case "dcz" -> wishes.dcz = weight;
        case "br" -> wishes.br = weight;
        case "zstd" -> wishes.zstd = weight;
        case "gzip", "x-gzip" -> wishes.gzip = weight; // RFC 9110, section 8.4.1.3
        case "identity" -> wishes.identity = weight;
        case "*" -> others = weight;
        default -> {} // a coding we do not have
      }
      start = end + 1;
    }
    wishes.unnamed(others);
    return wishes;
  }

  /**
   * "*" speaks for the codings, and for identity only to refuse it: a named coding is liked better.
   * It does not speak for those that need a dictionary.
   */
  private void unnamed(int others) {
    int weight = Math.max(others, 0);
    br = br == UNSET ? weight : br;
    zstd = zstd == UNSET ? weight : zstd;
    gzip = gzip == UNSET ? weight : gzip;
    identity = identity == UNSET && others == 0 ? 0 : identity;
  }

  private int weight(Coding coding) {
    return switch (coding) {
      case DCB -> dcb;
      case DCZ -> dcz;
      case BR -> br;
      case ZSTD -> zstd;
      case GZIP -> gzip;
      case IDENTITY -> identity;
    };
  }

  /** A weight that is none counts as 1: the client did name the coding. */
  private static int parameters(String parameters) {
    for (String parameter : parameters.split(";", 8)) {
      String text = parameter.strip();
      if (text.startsWith("q=") || text.startsWith("Q=")) {
        return thousandths(text.substring(2).strip());
      }
    }
    return 1000;
  }

  private static int thousandths(String text) {
    if (!text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?")) {
      return 1000;
    }
    return (int) Math.round(Double.parseDouble(text) * 1000);
  }
}
