package dev.weft.cli;

import dev.weft.tls.CertificateFolder.Listed;
import dev.weft.tls.Credential;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** Certificates as an aligned table or as JSON. */
record CertificateTable(List<Listed> certificates, Instant now) {
  private static final List<String> HEADINGS = List.of("FILE", "COVERS", "ENDS", "KEY", "ISSUER");
  private static final int WIDEST_COVER = 48;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  CertificateTable {
    certificates = List.copyOf(certificates);
  }

  String text(ColorScheme colors) {
    var rows = new ArrayList<List<String>>();
    rows.add(HEADINGS);
    var styles = new ArrayList<List<Style>>();
    styles.add(List.of(Style.bold));
    var problems = new ArrayList<String>();
    for (var each : certificates) {
      var covers = wrapped(each);
      rows.add(
          List.of(
              String.valueOf(each.file().getFileName()),
              covers.getFirst(),
              ends(each),
              each.kind(),
              each.issuer()));
      styles.add(style(each));
      for (var more : covers.subList(1, covers.size())) {
        rows.add(List.of("", more, "", "", ""));
        styles.add(List.of());
      }
      each.problem().ifPresent(problems::add);
    }
    var text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(colors.apply(line(rows.get(i), rows), List.copyOf(styles.get(i)))).append('\n');
    }
    problems.forEach(
        problem -> text.append(colors.apply(problem, List.of(Style.fg_red))).append('\n'));
    return text.toString();
  }

  private static String line(List<String> row, List<List<String>> rows) {
    return IntStream.range(0, row.size())
        .mapToObj(
            column -> {
              int width = rows.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
              return row.get(column) + " ".repeat(width - row.get(column).length());
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private List<Style> style(Listed each) {
    if (each.problem().isPresent()) {
      return List.of(Style.fg_red);
    }
    var soon = each.end().filter(end -> now.plus(Credential.SOON).isAfter(end)).isPresent();
    return soon ? List.of(Style.fg_yellow) : List.of();
  }

  private static List<String> wrapped(Listed each) {
    if (each.names().isEmpty()) {
      return List.of(each.authority() ? "(authority)" : "(nothing)");
    }
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var name : each.names()) {
      if (!line.isEmpty() && line.length() + 2 + name.length() > WIDEST_COVER) {
        lines.add(line.append(',').toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : ", ").append(name);
    }
    lines.add(line.toString());
    return lines;
  }

  private String ends(Listed each) {
    return each.end()
        .map(
            end ->
                now.isAfter(end)
                    ? DAY.format(end) + " (over)"
                    : DAY.format(end) + " (" + Duration.between(now, end).toDays() + " days)")
        .orElse("(unreadable)");
  }

  String json() {
    return certificates.stream()
        .map(this::object)
        .collect(Collectors.joining(",\n  ", certificates.isEmpty() ? "[" : "[\n  ", "\n]\n"));
  }

  private String object(Listed each) {
    var names = each.names().stream().map(Json::quoted);
    return "{\"file\": "
        + Json.quoted(each.file().toString())
        + ", \"authority\": "
        + each.authority()
        + ", \"covers\": ["
        + names.collect(Collectors.joining(", "))
        + "], \"ends\": "
        + each.end().map(end -> Json.quoted(end.toString())).orElse("null")
        + ", \"daysLeft\": "
        + each.end().map(end -> "" + Duration.between(now, end).toDays()).orElse("null")
        + ", \"key\": "
        + Json.quoted(each.kind())
        + ", \"issuer\": "
        + Json.quoted(each.issuer())
        + ", \"problem\": "
        + each.problem().map(Json::quoted).orElse("null")
        + "}";
  }
}
