package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Util;
import hudson.model.Api;
import hudson.model.Failure;
import hudson.model.ModelObject;
import hudson.security.AccessControlled;
import io.jenkins.plugins.deploymentworkflow.global.Caller;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Request;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerException;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Underway;
import io.jenkins.plugins.deploymentworkflow.operation.Asking;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/** One environment: what runs there, what goes on, its history page by page, how well it is delivered to. */
@ExportedBean
public final class EnvironmentPage implements ModelObject, StaplerProxy {
    private static final int PAGE = 25;
    private static final int MOST = 200;
    private static final int LONGEST_REASON = 1000;

    private final LedgerStore.Key key;
    private final Index index;

    EnvironmentPage(LedgerStore.Key key) {
        this.key = key;
        this.index = Indexes.get().of(key);
    }

    /** Null, as if there were no such environment, for who may not see it. */
    @Override
    public Object getTarget() {
        return Environments.isVisible(key, "") ? this : null;
    }

    @Override
    public String getDisplayName() {
        return key.application() + " · " + key.environment();
    }

    /** How it stands. */
    @Exported(inline = true)
    public EnvironmentRow getState() {
        return Environments.row(key);
    }

    /** A page of operations, the newest first: as many as {@code limit} says, after those that {@code skip} passes over. */
    @Exported(inline = true)
    public List<OperationRow> getHistory() {
        return index.page(getSkip(), number("limit", PAGE, MOST)).stream()
                .map(OperationRow::new)
                .toList();
    }

    @Exported(inline = true)
    public MeasuresView getMeasures() {
        Instant now = Instant.now();
        return new MeasuresView(index.deliveries(now.minus(MeasuresView.SPAN)), now);
    }

    /** How many newer operations the page passes over. */
    public int getSkip() {
        return number("skip", 0, Integer.MAX_VALUE);
    }

    /** The first operation on the page, counted from 1. */
    public int getFirst() {
        return Math.min(getSkip() + 1, index.size());
    }

    public int getLast() {
        return (int) Math.min((long) getSkip() + PAGE, index.size());
    }

    /** Where the newer page begins; -1 when this is the newest. */
    public int getNewer() {
        return getSkip() == 0 ? -1 : Math.max(0, Math.min(getSkip(), index.size()) - PAGE);
    }

    /** Where the older page begins; -1 when this is the oldest. */
    public int getOlder() {
        return getLast() >= index.size() ? -1 : getSkip() + PAGE;
    }

    private static int number(String name, int otherwise, int most) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String text = request == null ? null : request.getParameter(name);
        return text == null || !text.matches("[0-9]{1,9}") ? otherwise : Math.min(most, Integer.parseInt(text));
    }

    /** One of its operations; null when there is none of this id. */
    public DeploymentPage getDeployment(String id) {
        return index.deployment(id)
                .map(operation -> new DeploymentPage(this, index, operation))
                .orElse(null);
    }

    public boolean isAbortable() {
        return underway().filter(this::mayAbort).isPresent();
    }

    public boolean isReleasable() {
        return underway()
                .filter(underway -> !underway.held().isEmpty())
                .filter(underway -> Place.may(DeploymentPermissions.APPROVE, underway.summary()))
                .isPresent();
    }

    /** What goes on; null when nothing does. */
    public OperationRow getUnderway() {
        return underway().map(underway -> new OperationRow(underway.summary())).orElse(null);
    }

    private boolean mayAbort(Underway underway) {
        return Place.may(DeploymentPermissions.ROLLBACK, underway.summary());
    }

    private Optional<Underway> underway() {
        return index.standing().underway();
    }

    /**
     * Asks what goes on to end, and to bring the version before back.
     *
     * @param deployment the one that is meant; whatever goes on when it is not given
     */
    @POST
    public HttpResponse doAbort(@QueryParameter String deployment, @QueryParameter String reason) {
        String meant = meant(deployment);
        subject(meant).checkPermission(DeploymentPermissions.ROLLBACK);
        String why = required(reason);
        String by = Caller.current().id();
        return asked(asking ->
                asking.ask(key.application(), key.environment(), meant, Request.ABORT, by, why, Instant.now()));
    }

    /**
     * Lets what waits for a person go on. Where the environment file names who has to approve, it has to be one of them.
     *
     * @param deployment as of {@link #doAbort}
     */
    @POST
    public HttpResponse doRelease(@QueryParameter String deployment, @QueryParameter String reason) {
        String meant = meant(deployment);
        subject(meant).checkPermission(DeploymentPermissions.APPROVE);
        String why = required(reason);
        Caller by = Caller.current();
        return asked(asking ->
                asking.release(key.application(), key.environment(), meant, by.id(), by.groups(), why, Instant.now()));
    }

    /** So that what the caller was asked permission for is what is asked; {@code -} is no deployment's name. */
    private String meant(String deployment) {
        String given = Util.fixNull(deployment);
        return given.isEmpty()
                ? underway().map(underway -> underway.summary().id()).orElse("-")
                : given;
    }

    private static HttpResponse asked(Consumer<Asking> question) {
        try {
            question.accept(new Asking(Ledgers.get().store()));
        } catch (Refused | LedgerException e) {
            throw new Failure(e.getMessage());
        }
        return HttpResponses.redirectToDot();
    }

    private static String required(String reason) {
        String why = Util.fixNull(reason).strip();
        if (why.isEmpty() || why.length() > LONGEST_REASON) {
            throw new Failure(Messages.EnvironmentPage_reason(LONGEST_REASON));
        }
        return why;
    }

    /** What is asked for permission: the job of the deployment, or of the last one where it is not under way. */
    private AccessControlled subject(String deployment) {
        return underway()
                .map(Underway::summary)
                .filter(operation -> operation.id().equals(deployment))
                .or(() -> index.page(0, 1).stream().findFirst())
                .map(Place::of)
                .orElseGet(Jenkins::get);
    }

    public Api getApi() {
        return new Api(this);
    }

    public String minute(Instant at, String zone) {
        return Environments.minute(at, zone);
    }
}
