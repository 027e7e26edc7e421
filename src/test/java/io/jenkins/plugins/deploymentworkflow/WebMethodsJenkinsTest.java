package io.jenkins.plugins.deploymentworkflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.deploymentworkflow.ledger.Entry;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import io.jenkins.plugins.deploymentworkflow.ui.DeploymentPage;
import io.jenkins.plugins.deploymentworkflow.ui.EnvironmentPage;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/**
 * Every web method of the plugin, found by looking for them: it takes {@code POST} alone, and with a crumb, and does
 * nothing for who may not.
 */
@WithJenkins
class WebMethodsJenkinsTest {
    private static final String ROOT = "io.jenkins.plugins.deploymentworkflow";

    /** Whoever may not see more is told what is chosen already, as the credentials API wants it. */
    private static final Set<String> FOR_EVERYBODY = Set.of("fillCredentialsIdItems");

    /** What only shows what the page shows that it is a part of, and asks whatever its page asks; tested with it. */
    private static final Set<String> READING =
            Set.of("DeploymentAction.doFragment", "DeploymentAction.doBrief", "DeploymentPage.doFragment");

    private static final String PRODUCTION = "deployments/application/shop/environment/production/";

    /** Where the web methods of what is no descriptor are. */
    private static final Map<Class<?>, String> ADDRESSES =
            Map.of(EnvironmentPage.class, PRODUCTION, DeploymentPage.class, PRODUCTION + "deployment/promote-1/");

    private final Map<String, JenkinsRule.WebClient> clients = new TreeMap<>();
    private JenkinsRule jenkins;
    private FreeStyleProject job;

    private record Address(String name, String url) {}

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = jenkins.createFreeStyleProject("shop");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER).everywhere().to("admin")
                .grant(Jenkins.READ, Item.READ).everywhere().to("reader"));
        Event.Origin origin = new Event.Origin("shop #1", "jenkins", job.getUrl() + "1/", "", "", "/tmp");
        Ledgers.get()
                .store()
                .ledger("shop", "production")
                .append(
                        new Event.Started(
                                "promote-1", "promote", "shop", "production", "1.0.0", "", "rolling", null, origin,
                                new Event.Configuration("production.yaml", "", "environment: production\n", Map.of())),
                        Instant.now());
    }

    @Test
    void everyOneOfThemSaysThatItTakesPost() {
        List<String> without = methods().stream()
                .filter(method -> !method.isAnnotationPresent(POST.class)
                        && !method.isAnnotationPresent(RequirePOST.class))
                .map(Method::toString)
                .toList();
        assertEquals(List.of(), without);
        assertTrue(methods().size() >= 30, "only " + methods().size() + " were found");
    }

    @Test
    void everyOneOfThemIsRefusedWithoutPermissionWithGetAndWithAForeignCrumb() throws Exception {
        Map<String, String> wrong = new TreeMap<>();
        List<Address> all = addresses();
        for (Address each : all) {
            if (FOR_EVERYBODY.stream().noneMatch(each.name::endsWith)) {
                expect(wrong, each, "reader", HttpMethod.POST, "test", 403);
            }
            expect(wrong, each, "admin", HttpMethod.GET, "test", 404, 405);
            expect(wrong, each, "admin", HttpMethod.POST, "foreign", 403);
            expect(wrong, each, "admin", HttpMethod.POST, null, 403);
        }
        assertEquals(Map.of(), wrong);
        assertTrue(all.size() >= 60, "only " + all.size() + " were asked");
        // What the caretaker may have asked meanwhile has another reason.
        List<Entry> entries = Ledgers.get().store().ledger("shop", "production").after(0);
        assertFalse(entries.toString().contains("because"), entries.toString());
    }

    @Test
    void anAdministratorWithAPostAndACrumbIsLetIn() throws Exception {
        Map<String, String> wrong = new TreeMap<>();
        for (Address each : addresses()) {
            if (each.url.contains("descriptorByName")) {
                expect(wrong, each, "admin", HttpMethod.POST, "test", 200);
            }
        }
        assertEquals(Map.of(), wrong);
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient client = clients.get(user);
        if (client == null) {
            client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false).withJavaScriptEnabled(false);
            client.getOptions().setPrintContentOnFailingStatusCode(false);
            client.login(user);
            client.getOptions().setRedirectEnabled(false);
            clients.put(user, client);
        }
        return client;
    }

    private void expect(
            Map<String, String> wrong, Address address, String user, HttpMethod how, String crumb, Integer... expected)
            throws Exception {
        JenkinsRule.WebClient client = client(user);
        WebRequest request = new WebRequest(new URL(jenkins.getURL(), address.url), how);
        List<NameValuePair> parameters = new ArrayList<>(List.of(
                new NameValuePair("value", "x"),
                new NameValuePair("url", "http://127.0.0.1:1/"),
                new NameValuePair("credentialsId", "x"),
                new NameValuePair("reason", "because")));
        if (crumb != null) {
            parameters.add(new NameValuePair(
                    jenkins.jenkins.getCrumbIssuer().getCrumbRequestField(), crumb));
        }
        request.setRequestParameters(parameters);
        Page page = client.getPage(request);
        int status = page.getWebResponse().getStatusCode();
        if (!Arrays.asList(expected).contains(status)) {
            wrong.put(how + " " + address.url + " as " + user + " with crumb " + crumb, "answers " + status);
        }
    }

    /** At the controller, and below a job too where that is what a form does. */
    private List<Address> addresses() {
        List<Address> all = new ArrayList<>();
        for (Class<?> type : types()) {
            for (Method method : type.getMethods()) {
                if (isWeb(method)) {
                    String verb = method.getName().substring(2, 3).toLowerCase(Locale.ROOT)
                            + method.getName().substring(3);
                    String name = type.getSimpleName().equals("DescriptorImpl")
                            ? type.getEnclosingClass().getSimpleName() + "." + verb
                            : type.getSimpleName() + "." + verb;
                    if (Descriptor.class.isAssignableFrom(type)) {
                        String id = jenkins.jenkins
                                .getDescriptorByType(type.asSubclass(Descriptor.class))
                                .getId();
                        all.add(new Address(name, "descriptorByName/" + id + "/" + verb));
                        if (takesItem(method)) {
                            all.add(new Address(name, job.getUrl() + "descriptorByName/" + id + "/" + verb));
                        }
                    } else {
                        String address = ADDRESSES.get(type);
                        assertTrue(address != null, "say in ADDRESSES where the web methods of " + type + " are");
                        all.add(new Address(name, address + verb));
                    }
                }
            }
        }
        return all;
    }

    private static boolean takesItem(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(Item.class);
    }

    private static List<Method> methods() {
        return types().stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(WebMethodsJenkinsTest::isWeb)
                .toList();
    }

    private static boolean isWeb(Method method) {
        boolean own = method.getDeclaringClass().getName().startsWith(ROOT);
        boolean named = method.getName().matches("do[A-Z].*|getDynamic|js[A-Z].*");
        boolean said = Arrays.stream(method.getAnnotations())
                .anyMatch(each -> each.annotationType().getName().matches(
                        "org\\.kohsuke\\.stapler\\.(WebMethod|verb\\..*|bind\\.JavaScriptMethod|interceptor\\.RequirePOST)"));
        String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
        return own && !method.isBridge() && (named || said) && !READING.contains(name);
    }

    private static List<Class<?>> types() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT).stream()
                        .map(JavaClass::reflect)
                        .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                        .<Class<?>>map(type -> type)
                        .toList();
    }
}
