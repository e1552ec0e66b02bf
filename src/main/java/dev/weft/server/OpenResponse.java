package dev.weft.server;

import dev.weft.asset.Body;
import dev.weft.asset.FileStamp;
import dev.weft.http.AssetResponse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A decided response whose file, if it has one, is open and is the version that was decided on.
 *
 * @param file null when the body is in memory, or there is none to send
 */
record OpenResponse(AssetResponse.Decided decided, @Nullable FileChannel file) {

  /**
   * @param head whether only the head will be sent, so that no file need be opened
   * @throws IOException when the file is gone, or not the one that was looked at
   */
  static OpenResponse open(AssetResponse.Decided decided, boolean head) throws IOException {
    if (head || !(Exchange.body(decided) instanceof Body.Disk(var path, var stamp, _))) {
      return new OpenResponse(decided, null);
    }
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      // Looked at after opening: had another file been put in its place before, the stamp would
      // differ.
      if (!FileStamp.of(path).equals(stamp)) {
        throw new IOException("changed since it was looked at");
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return new OpenResponse(decided, file);
  }
}
