package dev.taphouse.host.plugin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at the file modes in a zip's central directory, which {@code java.util.zip} does not show. To be used on a file
 * that {@code ZipFile} accepts; a directory in the 64-bit form is passed over, since the links in it are written as
 * plain files anyway.
 */
final class ZipModes {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int UNIX = 3;
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;

    private ZipModes() {}

    /** Refuses symbolic links. */
    static void refuseLinks(Path zip) throws IOException, BadPluginException {
        ByteBuffer directory = directory(zip);
        while (directory.remaining() >= ENTRY_SIZE && directory.getInt(directory.position()) == ENTRY) {
            int at = directory.position();
            int made = directory.get(at + 5);
            int mode = directory.getShort(at + 40) & 0xffff;
            if (made == UNIX && (mode & KIND) == LINK) {
                throw new BadPluginException("it holds a symbolic link; only plain files are allowed");
            }
            int size = ENTRY_SIZE
                    + unsigned(directory, at + 28)
                    + unsigned(directory, at + 30)
                    + unsigned(directory, at + 32);
            directory.position(Math.min(at + size, directory.limit()));
        }
    }

    private static ByteBuffer directory(Path zip) throws IOException {
        try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.READ)) {
            long size = channel.size();
            long start = Math.max(0, size - END_SIZE - LONGEST_COMMENT);
            ByteBuffer tail = read(channel, start, (int) (size - start));
            for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
                if (tail.getInt(at) == END && at + END_SIZE + unsigned(tail, at + 20) == tail.limit()) {
                    long length = tail.getInt(at + 12) & 0xffffffffL;
                    long offset = start + at - length;
                    return offset >= 0 && length <= Integer.MAX_VALUE
                            ? read(channel, offset, (int) length)
                            : ByteBuffer.allocate(0);
                }
            }
            return ByteBuffer.allocate(0);
        }
    }

    private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {}
        return buffer.flip();
    }

    private static int unsigned(ByteBuffer buffer, int at) {
        return buffer.getShort(at) & 0xffff;
    }
}
