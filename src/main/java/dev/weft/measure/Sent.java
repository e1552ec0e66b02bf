package dev.weft.measure;

/**
 * A request as a browser put it on a connection.
 *
 * @param url without what follows a {@code #}
 * @param method such as {@code GET}
 * @param priority its {@code Priority} field (RFC 9218), as it was sent; empty where it had none
 * @param connection counted from 1 in the order of their first requests
 */
public record Sent(String url, String method, String priority, int connection) {}
