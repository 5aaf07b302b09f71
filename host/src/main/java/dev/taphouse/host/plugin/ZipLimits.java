package dev.taphouse.host.plugin;

/**
 * How much a plugin's zip may hold, counted on real bytes.
 *
 * @param entries how many files and folders
 * @param total bytes of all files
 * @param entry bytes of one file
 * @param ratio how many times its compressed size a file may have
 * @param ratioFrom bytes of a file below which the ratio is not looked at
 */
record ZipLimits(int entries, long total, long entry, int ratio, long ratioFrom) {
    static final ZipLimits DEFAULT = new ZipLimits(5_000, 1L << 30, 512L << 20, 200, 4L << 20);
}
