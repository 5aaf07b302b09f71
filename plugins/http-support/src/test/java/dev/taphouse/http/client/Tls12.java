package dev.taphouse.http.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Sockets of TLS 1.2, in which a client's certificate is looked at before the handshake is over. */
final class Tls12 extends SSLSocketFactory {
    private final SSLSocketFactory any;

    Tls12(SSLSocketFactory any) {
        this.any = any;
    }

    private static Socket limited(Socket socket) {
        ((SSLSocket) socket).setEnabledProtocols(new String[] {"TLSv1.2"});
        return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return any.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return any.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        return limited(any.createSocket(plain, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return limited(any.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return limited(any.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return limited(any.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return limited(any.createSocket(host, port, from, fromPort));
    }
}
