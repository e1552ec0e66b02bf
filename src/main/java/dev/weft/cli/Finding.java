package dev.weft.cli;

import dev.weft.config.Problem;

/**
 * What {@code weft check} has found.
 *
 * @param warning whether the server would start all the same and do what the file says
 */
record Finding(Problem problem, boolean warning) {
  static Finding error(Problem problem) {
    return new Finding(problem, false);
  }

  static Finding warning(Problem problem) {
    return new Finding(
        new Problem(
            problem.file(), problem.line(), problem.column(), "warning: " + problem.message()),
        true);
  }

  String json() {
    return "{\"file\": "
        + Json.quoted(problem.file().toString())
        + ", \"line\": "
        + problem.line()
        + ", \"column\": "
        + problem.column()
        + ", \"warning\": "
        + warning
        + ", \"message\": "
        + Json.quoted(problem.message())
        + "}";
  }
}
