package dev.taphouse.blog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** Posts 1 to 7 with two comments and a tag each, three posts a page; what the test says is answered first. */
final class BlogServer implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new TreeMap<>();
    private final List<String> paths = new ArrayList<>();

    BlogServer() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(
                        request.getUrl(), String.valueOf(request.getHeaders().get("Authorization")));
            }
        });
        server.start();
    }

    String url() {
        return server.url("/v1").toString();
    }

    /** Answers a path so. */
    BlogServer answer(String path, int status, String body) {
        answers.put(path, new MockResponse.Builder().code(status).body(body).build());
        return this;
    }

    /** The paths asked for, in order. */
    synchronized List<String> paths() {
        return List.copyOf(paths);
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized MockResponse answer(HttpUrl url, String authorization) {
        String path = url.encodedPath().replaceFirst("/v1/", "");
        paths.add(path);
        if (!authorization.equals("Bearer t0ken")) {
            return new MockResponse.Builder().code(401).build();
        }
        if (answers.containsKey(path)) {
            return answers.get(path);
        }
        String[] parts = path.split("/");
        return parts.length == 1 ? posts(url) : children(Integer.parseInt(parts[1]), parts[2]);
    }

    private MockResponse posts(HttpUrl url) {
        String page = url.queryParameter("_page");
        int first = page == null ? 1 : Integer.parseInt(page) * 3 - 2;
        StringBuilder body = new StringBuilder("[");
        for (int id = first; id < first + 3 && id <= 7; id++) {
            body.append(id == first ? "" : ",").append(post(id));
        }
        MockResponse.Builder response = new MockResponse.Builder();
        if (first + 3 <= 7) {
            HttpUrl next = url.newBuilder()
                    .setQueryParameter("_page", Integer.toString(first / 3 + 2))
                    .build();
            response.setHeader("Link", "<" + next + ">; rel=\"next\"");
        }
        return response.body(body.append("]").toString()).build();
    }

    private static String post(int id) {
        return "{\"id\":" + id + ",\"title\":\"Post " + id + "\",\"tags\":{\"data\":[{\"name\":\"a\"}],\"has_more\":"
                + (id == 5) + "}}";
    }

    private static MockResponse children(int post, String list) {
        String body = list.equals("tags")
                ? "{\"data\":[{\"name\":\"a\"},{\"name\":\"b\"}]}"
                : "[{\"id\":" + post + "1,\"text\":\"first\",\"hidden\":false},{\"id\":" + post
                        + "2,\"text\":\"second\",\"hidden\":" + (post == 3) + "}]";
        return new MockResponse.Builder().body(body).build();
    }
}
