/**
 * Tests from outside: {@code bin/weft} as a person starts it, met by real browsers and by other
 * people's HTTP/2 clients. They run once there is a jar (in Maven's {@code integration-test}).
 */
@NullMarked
package dev.weft.blackbox;

import org.jspecify.annotations.NullMarked;
