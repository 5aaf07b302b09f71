package dev.taphouse.host.plugin;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Expands a zip that may be broken or hostile, within limits. Not thread-safe; one zip each. */
final class ZipExpander {
    private static final int BUFFER = 1 << 16;

    private final ZipLimits limits;
    private final byte[] buffer = new byte[BUFFER];
    private long total;

    ZipExpander(ZipLimits limits) {
        this.limits = limits;
    }

    /**
     * Writes the files of the zip below the folder and through to the disk.
     *
     * @param folder exists and is empty; after a failure it holds a part
     * @return the digest of each file by its name in the zip
     * @throws BadPluginException if the zip is at fault
     * @throws IOException if the disk is
     */
    SortedMap<String, String> expand(Path zip, Path folder) throws IOException, BadPluginException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            checkNames(file);
            ZipModes.refuseLinks(zip);
            SortedMap<String, String> digests = new TreeMap<>();
            for (ZipEntry entry : Collections.list(file.entries())) {
                if (!entry.isDirectory()) {
                    digests.put(entry.getName(), write(file, entry, folder));
                }
            }
            return digests;
        } catch (ZipException | EOFException e) {
            throw new BadPluginException(
                    "it is not a whole zip file (" + e.getMessage() + "); build or copy it again", e);
        }
    }

    private void checkNames(ZipFile file) throws BadPluginException {
        if (file.size() > limits.entries()) {
            throw new BadPluginException(
                    "it has " + file.size() + " entries; more than " + limits.entries() + " are refused");
        }
        ZipNames names = new ZipNames();
        for (ZipEntry entry : Collections.list(file.entries())) {
            names.add(entry.getName());
        }
    }

    private String write(ZipFile file, ZipEntry entry, Path folder) throws IOException, BadPluginException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new BadPluginException("its entry '" + ZipNames.shown(entry.getName()) + "' leaves its folder");
        }
        Files.createDirectories(Folders.parent(target));
        try (InputStream in = file.getInputStream(entry);
                FileChannel channel =
                        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            String digest = copy(entry, in, Channels.newOutputStream(channel));
            channel.force(true);
            return digest;
        }
    }

    private String copy(ZipEntry entry, InputStream in, OutputStream out) throws IOException, BadPluginException {
        MessageDigest digest = Digests.sha256();
        CRC32 crc = new CRC32();
        long size = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            size += n;
            total += n;
            checkSize(entry, size);
            digest.update(buffer, 0, n);
            crc.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
        if (crc.getValue() != entry.getCrc() || size != entry.getSize()) {
            throw new BadPluginException("its entry '" + ZipNames.shown(entry.getName())
                    + "' is damaged (size or checksum differ); build or copy it again");
        }
        return Digests.hex(digest.digest());
    }

    private void checkSize(ZipEntry entry, long size) throws BadPluginException {
        boolean bomb = size > limits.ratioFrom() && size / limits.ratio() > entry.getCompressedSize();
        if (bomb || size > limits.entry() || total > limits.total()) {
            throw new BadPluginException("its entry '" + ZipNames.shown(entry.getName())
                    + "' expands too far; the limits are " + limits.ratio() + " times its compressed size, "
                    + (limits.entry() >> 20) + " MiB for a file and " + (limits.total() >> 20) + " MiB in all");
        }
    }
}
