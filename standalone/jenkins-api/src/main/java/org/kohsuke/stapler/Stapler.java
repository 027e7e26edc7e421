package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServlet;

public class Stapler extends HttpServlet {
    public static native StaplerRequest2 getCurrentRequest2();

    public static native StaplerResponse2 getCurrentResponse2();
}
