package dev.weft.graph;

/**
 * What is asked for and is not there.
 *
 * @param name the URL, or the specifier that leads to none
 * @param by path of the file that asks for it
 * @param reason such as {@code no such file}
 */
public record Missing(String name, String by, String reason) {}
