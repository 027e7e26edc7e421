package io.jenkins.plugins.deploymentworkflow.ui;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * The changing part of a page.
 *
 * @param shown what its view shows, as {@code shown}
 * @param tag the same for as long as the part would be the same
 */
record Fragment(Object shown, String tag) {
    /** Sends the view, or 304 when it is as the caller has it. To be got, not posted. */
    void send(Object of, String view, StaplerRequest2 request, StaplerResponse2 response)
            throws IOException, ServletException {
        response.setHeader("ETag", tag);
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains(tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        request.setAttribute("shown", shown);
        request.getView(of, view).forward(request, response);
    }

    /** Whether it was got; an answer to any other method is sent. */
    static boolean got(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        if (request.getMethod().equals("GET")) {
            return true;
        }
        response.setHeader("Allow", "GET");
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        return false;
    }
}
