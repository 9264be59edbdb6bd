package io.drover.openstack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.openstack4j.api.exceptions.ClientResponseException;
import org.openstack4j.core.transport.ExecutionOptions;
import org.openstack4j.core.transport.HttpEntityHandler;
import org.openstack4j.core.transport.HttpResponse;
import org.openstack4j.core.transport.ObjectMapperSingleton;

/**
 * An answer that is wholly read, so nothing is left to close.
 *
 * @param headers case-insensitive
 */
record UrlResponse(int status, String message, Map<String, String> headers, byte[] body) implements HttpResponse {

    @Override
    public <T> T getEntity(Class<T> type) {
        return getEntity(type, null);
    }

    @Override
    public <T> T getEntity(Class<T> type, ExecutionOptions<T> options) {
        return HttpEntityHandler.handle(this, type, options, true);
    }

    @Override
    public <T> T readEntity(Class<T> type) {
        try {
            return ObjectMapperSingleton.getContext(type).readerFor(type).readValue(body);
        } catch (IOException e) {
            throw new ClientResponseException(e.getMessage(), 0, e);
        }
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public String getStatusMessage() {
        return message;
    }

    @Override
    public String getContentType() {
        return header("Content-Type");
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public String header(String name) {
        return headers.get(name);
    }

    @Override
    public void close() {}
}
