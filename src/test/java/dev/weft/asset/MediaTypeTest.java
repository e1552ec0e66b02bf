package dev.weft.asset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaTypeTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /index.html, text/html; charset=utf-8
          /INDEX.HTM, text/html; charset=utf-8
          /a.js, text/javascript; charset=utf-8
          /a.min.mjs, text/javascript; charset=utf-8
          /a.css, text/css; charset=utf-8
          /a.svg, image/svg+xml; charset=utf-8
          /a.json, application/json
          /a.js.map, application/json
          /app.webmanifest, application/manifest+json
          /a.wasm, application/wasm
          /a.avif, image/avif
          /a.webp, image/webp
          /a.jxl, image/jxl
          /a.woff2, font/woff2
          /a.gltf, model/gltf+json
          /a.glb, model/gltf-binary
          /a.opus, audio/opus
          /a.vtt, text/vtt; charset=utf-8
          /a.m3u8, application/vnd.apple.mpegurl
          /a.js.br, application/x-brotli
          /a.js.zst, application/zstd
          /a.js.gz, application/gzip
          /.well-known/apple-app-site-association, application/json
          /LICENSE, text/plain; charset=utf-8
          /none, application/octet-stream
          /a., application/octet-stream
          /a.unheard, application/octet-stream
          /v1.html/none, application/octet-stream
          """)
  void typeFollowsTheName(String path, String type) {
    assertEquals(type, MediaType.of(path).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a.png", "/a.woff2", "/a.mp4", "/a.zip", "/a.js.br", "/a"})
  void whatIsCompressedAlreadyIsNoText(String path) {
    assertFalse(MediaType.of(path).text());
  }

  @Test
  void textInTheWideSenseIsWorthCompressing() {
    assertTrue(MediaType.of("/a.wasm").text() && MediaType.of("/a.svg").text());
  }
}
