package dev.taphouse.http.client;

import dev.taphouse.api.SourceException;
import dev.taphouse.api.SourceException.Kind;
import dev.taphouse.http.client.TryFailed.Next;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The one place that says what it means that no whole answer came. */
final class NetworkFailures {

    private NetworkFailures() {}

    /**
     * What to do about a failure.
     *
     * @param where the request, masked
     */
    static TryFailed of(ApiRequest request, String where, IOException failure) {
        if (failure instanceof BodyRefused refused) {
            SourceException error = new SourceException(Kind.DATA, where + ": " + Messages.of(refused), refused);
            return new TryFailed(refused.remedy().isEmpty() ? error : error.remedy(refused.remedy()), Next.END);
        }
        Optional<SourceException> tls = tls(where, failure);
        if (tls.isPresent()) {
            return new TryFailed(tls.get(), Next.END);
        }
        boolean arrived = !isBeforeSending(failure);
        SourceException error = new SourceException(Kind.UNAVAILABLE, where + ": " + words(failure), failure);
        String remedy = remedy(failure, arrived && !request.isRepeatable());
        return new TryFailed(
                remedy.isEmpty() ? error : error.remedy(remedy),
                arrived && !request.isRepeatable() ? Next.END : Next.LATER);
    }

    private static boolean isBeforeSending(IOException failure) {
        return failure instanceof UnknownHostException
                || failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || (failure instanceof SocketTimeoutException
                        && Messages.of(failure).contains("onnect"));
    }

    private static String words(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "the host is not known";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "no connection (" + Messages.of(failure) + ")";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no answer in time (" + Messages.of(failure) + ")";
        }
        return "the connection failed (" + Messages.of(failure) + ")";
    }

    private static String remedy(IOException failure, boolean unknown) {
        if (failure instanceof UnknownHostException) {
            return "Check the address, and that this machine can resolve it.";
        }
        if (failure instanceof SocketTimeoutException) {
            return "Ask for smaller pages, or raise '" + ClientOptions.READ_TIMEOUT.name() + "' and '"
                    + ClientOptions.CALL_TIMEOUT.name() + "'.";
        }
        return unknown ? "It is not sent again, since it may have arrived and changed something." : "";
    }

    private static Optional<SourceException> tls(String where, IOException failure) {
        if (!(failure instanceof SSLException) || isCutOff(failure)) {
            return Optional.empty();
        }
        if (causes(failure).anyMatch(SSLPeerUnverifiedException.class::isInstance)) {
            return Optional.of(
                    new SourceException(Kind.CONFIG, where + ": the server's certificate is for another host", failure)
                            .remedy("Use the host name that the certificate is for."));
        }
        if (causes(failure).anyMatch(CertificateException.class::isInstance)) {
            return Optional.of(new SourceException(
                            Kind.CONFIG,
                            where + ": the server's certificate is not trusted (" + Messages.of(failure) + ")",
                            failure)
                    .remedy("Set '" + ClientOptions.CA.name()
                            + "' to a PEM file with the certificate that signed it, if it is the right server."));
        }
        String message = Messages.of(failure);
        if (message.contains("certificate")) {
            return Optional.of(new SourceException(
                            Kind.CONFIG,
                            where + ": the server wants another client certificate (" + message + ")",
                            failure)
                    .remedy("Set '" + ClientOptions.CERTIFICATE.name() + "' and '" + ClientOptions.KEY.name() + "'."));
        }
        if (message.contains("fatal alert") || message.contains("SSL message")) {
            return Optional.of(new SourceException(Kind.CONFIG, where + ": TLS failed (" + message + ")", failure)
                    .remedy("Check scheme and port of the address."));
        }
        return Optional.empty();
    }

    /** A handshake that ended in the middle says nothing about certificates. */
    private static boolean isCutOff(IOException failure) {
        return causes(failure).anyMatch(EOFException.class::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .limit(20);
    }
}
