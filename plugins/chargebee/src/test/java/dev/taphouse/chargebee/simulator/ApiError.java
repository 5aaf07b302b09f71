package dev.taphouse.chargebee.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is no success, in Chargebee's words. */
final class ApiError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String code;
    private final String param;

    private ApiError(int status, String type, String code, String param, String message) {
        super(message);
        this.status = status;
        this.type = type;
        this.code = code;
        this.param = param;
    }

    static ApiError of(int status, String type, String code, String message) {
        return new ApiError(status, type, code, "", message);
    }

    static ApiError wrong(String param, String message) {
        return new ApiError(400, "invalid_request", "param_wrong_value", param, param + " : " + message);
    }

    static ApiError notFound(String what) {
        return of(404, "invalid_request", "resource_not_found", what + " not found");
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", String.valueOf(getMessage()));
        body.put("type", type);
        body.put("api_error_code", code);
        if (!param.isEmpty()) {
            body.put("param", param);
        }
        body.put("error_code", code);
        body.put("error_msg", String.valueOf(getMessage()));
        body.put("http_status_code", status);
        return body;
    }
}
