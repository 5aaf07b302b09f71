package dev.taphouse.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taphouse.testkit.http.FaultServer;
import dev.taphouse.testkit.http.ReceivedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

class ProxyTest {

    @Test
    void theProxyOfTheJvmIsUsed() throws Exception {
        ProxySelector usual = ProxySelector.getDefault();
        try (FaultServer proxy = FaultServer.start((request, reply) -> reply.json(200, "[]"))) {
            ProxySelector.setDefault(to(proxy));
            try (TestClient client = new TestClient()) {
                assertThat(client.get(HttpUrl.get("http://api.example.invalid/a?b=1")))
                        .isEqualTo("[]");
            }
            assertThat(proxy.received())
                    .extracting(ReceivedRequest::target)
                    .containsExactly("http://api.example.invalid/a?b=1");
        } finally {
            ProxySelector.setDefault(usual);
        }
    }

    private static ProxySelector to(FaultServer proxy) {
        URI at = proxy.url("/");
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(at.getHost(), at.getPort())));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    }
}
