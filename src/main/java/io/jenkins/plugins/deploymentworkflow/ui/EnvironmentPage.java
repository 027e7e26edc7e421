package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.Util;
import hudson.model.Api;
import hudson.model.ModelObject;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import io.jenkins.plugins.deploymentworkflow.global.Caller;
import io.jenkins.plugins.deploymentworkflow.global.DeploymentPermissions;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Request;
import io.jenkins.plugins.deploymentworkflow.ledger.Index;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.ledger.Refusal;
import io.jenkins.plugins.deploymentworkflow.ledger.Summary;
import io.jenkins.plugins.deploymentworkflow.ledger.Underway;
import io.jenkins.plugins.deploymentworkflow.operation.Operation;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import io.jenkins.plugins.deploymentworkflow.runtime.ByHand;
import io.jenkins.plugins.deploymentworkflow.runtime.Ledgers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
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
    private static final Logger LOGGER = Logger.getLogger(EnvironmentPage.class.getName());
    private static final int PAGE = 25;
    /** So many operations back versions to go back to are looked for. */
    private static final int LATELY = 50;
    /** How long the page waits for a rollback to begin; it begins also when that takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST = 200;

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
        Paging paging = getPaging();
        return index.page(paging.skip(), paging.limit()).stream()
                .map(OperationRow::new)
                .toList();
    }

    @Exported(inline = true)
    public MeasuresView getMeasures() {
        Instant now = Instant.now();
        return new MeasuresView(index.deliveries(now.minus(MeasuresView.SPAN)), now);
    }

    /** Which part of the history it is. */
    public Paging getPaging() {
        return new Paging(number("skip", 0, Integer.MAX_VALUE), number("limit", PAGE, MOST), index.size());
    }

    private static int number(String name, int otherwise, int most) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String text = request == null ? null : request.getParameter(name);
        return text == null || !text.matches("[0-9]{1,9}") ? otherwise : Math.min(most, Integer.parseInt(text));
    }

    /** One of its operations; null when there is none of this id. */
    public DeploymentPage getDeployment(String id) {
        return index.deployment(id)
                .map(operation -> new DeploymentPage(this, key, index, operation))
                .orElse(null);
    }

    public boolean isAbortable() {
        return underway().isPresent()
                && may(DeploymentPermissions.ROLLBACK, underway().map(Underway::summary));
    }

    public boolean isReleasable() {
        return underway().filter(underway -> !underway.held().isEmpty()).isPresent()
                && may(DeploymentPermissions.APPROVE, underway().map(Underway::summary));
    }

    /** Whether the user may go back, now that nothing goes on. */
    public boolean isReversible() {
        return underway().isEmpty()
                && index.standing().last().isPresent()
                && may(DeploymentPermissions.ROLLBACK, Optional.empty());
    }

    /** Whether somebody holds the lock, and the user may take it away. */
    public boolean isLocked() {
        return !getState().getLock().isEmpty() && may(DeploymentPermissions.OVERRIDE, Optional.empty());
    }

    private boolean may(Permission permission, Optional<Summary> operation) {
        return Place.of(operation, index).hasPermission(permission);
    }

    /** Other versions than the one that serves that were deployed with success lately, the newest first. */
    public List<String> getVersions() {
        String current = index.standing().current().orElse("");
        return index.page(0, LATELY).stream()
                .filter(operation -> operation.outcome().equals(Optional.of(Outcome.SUCCEEDED)))
                .filter(operation -> Operation.of(operation.operation()).deploys())
                .map(Summary::version)
                .filter(version -> !version.equals(current))
                .distinct()
                .toList();
    }

    /** What goes on; null when nothing does. */
    public OperationRow getUnderway() {
        return underway().map(underway -> new OperationRow(underway.summary())).orElse(null);
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
        String why = Asked.reason(reason);
        String by = Caller.current().id();
        return Asked.of(
                asking -> asking.ask(
                        key.application(), key.environment(), meant, Request.ABORT, by, why, Instant.now()),
                HttpResponses.redirectToDot());
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
        String why = Asked.reason(reason);
        Caller by = Caller.current();
        return Asked.of(
                asking -> asking.release(key.application(), key.environment(), meant, by, why, Instant.now()),
                HttpResponses.redirectToDot());
    }

    /** So that what the caller was asked permission for is what is asked; {@code -} is no deployment's name. */
    private String meant(String deployment) {
        String given = Util.fixNull(deployment);
        return given.isEmpty()
                ? underway().map(underway -> underway.summary().id()).orElse("-")
                : given;
    }

    /**
     * Goes back, with the environment file and on the node of the last deployment.
     *
     * @param version the one to go back to; the last good one when it is not given
     */
    @POST
    public HttpResponse doRollback(@QueryParameter String version, @QueryParameter String reason) {
        Place.of(Optional.empty(), index).checkPermission(DeploymentPermissions.ROLLBACK);
        String why = Asked.reason(reason);
        String by = Caller.current().id();
        return Asked.answered(() -> {
            String begun = ByHand.rollback(key.application(), key.environment(), Util.fixNull(version), by, why)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return HttpResponses.redirectTo("deployment/" + Util.rawEncode(begun) + "/");
        });
    }

    /**
     * Takes the lock away from whoever holds it.
     *
     * @param deployment that holds it
     */
    @POST
    public HttpResponse doTakeOver(@QueryParameter String deployment, @QueryParameter String reason) {
        Place.of(Optional.empty(), index).checkPermission(DeploymentPermissions.OVERRIDE);
        String why = Asked.reason(reason);
        return Asked.answered(() -> {
            Refusal holder = Ledgers.get()
                    .store()
                    .lock(key.application(), key.environment())
                    .takeAway(Util.fixNull(deployment), Instant.now())
                    .orElseThrow(() -> new Refused(Messages.EnvironmentPage_notHeld(deployment)));
            LOGGER.warning(() -> Caller.current().id() + " took the lock of " + getDisplayName() + " from "
                    + holder.owner() + ", deployment " + holder.deployment() + ": " + why);
            return HttpResponses.redirectToDot();
        });
    }

    /** What is asked for permission: the job of the deployment that is meant, when it goes on. */
    private AccessControlled subject(String deployment) {
        return Place.of(
                underway()
                        .map(Underway::summary)
                        .filter(operation -> operation.id().equals(deployment)),
                index);
    }

    public Api getApi() {
        return new Api(this);
    }

    public String minute(Instant at, String zone) {
        return Environments.minute(at, zone);
    }
}
