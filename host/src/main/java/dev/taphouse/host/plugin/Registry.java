package dev.taphouse.host.plugin;

import java.util.List;
import java.util.Optional;

/**
 * What is known about the zips in the plugins folder, as this Java judged them.
 *
 * @param api the version of plugin-api they were judged for
 * @param records one for each zip, by file name
 */
record Registry(String api, List<KnownZip> records) {
    Registry {
        records = List.copyOf(records);
    }

    /**
     * One zip and what it turned out to be.
     *
     * @param zip the file when it was examined
     * @param found the result
     * @param lasting false for a failure of the disk, which is tried again
     */
    record KnownZip(Zip zip, Examination found, boolean lasting) {}

    static Registry empty(String api) {
        return new Registry(api, List.of());
    }

    /** Whether its verdicts hold for this host. */
    boolean isFor(String host) {
        return api.equals(host);
    }

    List<Zip> zips() {
        return records.stream().map(KnownZip::zip).toList();
    }

    Optional<KnownZip> known(Zip zip) {
        return records.stream().filter(each -> each.zip().equals(zip)).findFirst();
    }

    /** The verdict on this content, whatever its file was called. */
    Optional<Examination> examination(String sha256) {
        return records.stream()
                .map(KnownZip::found)
                .filter(each -> each.sha256().equals(sha256))
                .findFirst();
    }
}
