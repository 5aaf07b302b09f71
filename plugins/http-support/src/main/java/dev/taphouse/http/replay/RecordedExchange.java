package dev.taphouse.http.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import okhttp3.Headers;

/**
 * One exchange as it lies in a folder: a JSON file, and the body of the answer in a file beside it.
 *
 * @param request method, address and body, scrubbed: what a request is found by
 * @param requestHeaders for the reader of the file; scrubbed
 * @param status of the answer
 * @param headers of the answer, scrubbed
 * @param body name of the file with the body
 */
record RecordedExchange(RequestKey request, Headers requestHeaders, int status, Headers headers, String body) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Writes the JSON file; that of the body must be there already. */
    void write(Path file) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("method", request.method());
            json.writeStringField("url", request.url());
            headers(json, "request_headers", requestHeaders);
            json.writeStringField("request_body", request.body());
            json.writeNumberField("status", status);
            headers(json, "headers", headers);
            json.writeStringField("body_file", body);
            json.writeEndObject();
        }
    }

    private static void headers(JsonGenerator json, String name, Headers headers) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < headers.size(); i++) {
            json.writeString(headers.name(i) + ": " + headers.value(i));
        }
        json.writeEndArray();
    }

    /**
     * Reads a JSON file.
     *
     * @throws IOException when it is not one of an exchange
     */
    static RecordedExchange read(Path file) throws IOException {
        String method = "";
        String url = "";
        String requestBody = "";
        String body = "";
        int status = 0;
        Headers requestHeaders = Headers.EMPTY;
        Headers headers = Headers.EMPTY;
        try (JsonParser json = JSON.createParser(Files.readString(file, UTF_8))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "method" -> method = json.getText();
                    case "url" -> url = json.getText();
                    case "request_headers" -> requestHeaders = headers(json);
                    case "request_body" -> requestBody = json.getText();
                    case "status" -> status = json.getIntValue();
                    case "headers" -> headers = headers(json);
                    case "body_file" -> body = json.getText();
                    default -> json.skipChildren();
                }
            }
        }
        if (method.isEmpty() || url.isEmpty() || status == 0) {
            throw new IOException("it has no method, url and status");
        }
        return new RecordedExchange(new RequestKey(method, url, requestBody), requestHeaders, status, headers, body);
    }

    private static Headers headers(JsonParser json) throws IOException {
        Headers.Builder headers = new Headers.Builder();
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            String line = json.getText();
            int colon = line.indexOf(": ");
            headers.addUnsafeNonAscii(line.substring(0, colon), line.substring(colon + 2));
        }
        return headers.build();
    }
}
