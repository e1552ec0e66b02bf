package dev.weft.http;

/** One header field (RFC 9110, section 5), its name as it is written in the RFC. */
public record Field(String name, String value) {}
