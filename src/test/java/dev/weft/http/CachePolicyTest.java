package dev.weft.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachePolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/app.3f9a1c07.js", "/assets/index-BxY7fA9k.js", "/chunk.0a1b2c3d4e5f6071.css",
        "/a/main_5D41402ABC4B2A76.mjs", "/app-3f9a1c07.js.map",
            "/img/logo-d41d8cd98f00b204e9800998ecf8427e.svg",
      })
  void aNameThatCarriesAHashIsKeptForever(String path) {
    assertEquals(CachePolicy.FOREVER, CachePolicy.of(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/app.js",
        "/photo-20261123.jpg",
        "/jquery-3.7.1.min.js",
        "/facade-decade80.js",
        "/3f9a1c07.js",
        "/photo-iPhone14Pro.jpg",
        "/library-v2Beta10.js",
        "/background.js",
        "/app-abcdefab.js",
        "/a-12345678.js",
        "/3f9a1c07/app.js",
        "/deadbeef",
        "/app-3f9a1c0.js",
        "/.3f9a1c07",
        "/x-effaced0.js",
      })
  void wordsDatesAndVersionsAreNoHash(String path) {
    assertEquals(CachePolicy.REVALIDATE, CachePolicy.of(path));
  }
}
