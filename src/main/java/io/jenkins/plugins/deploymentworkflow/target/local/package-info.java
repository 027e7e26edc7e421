/**
 * The wire protocol of the local fleet: what its control port takes and gives, as JSON over HTTP on 127.0.0.1.
 *
 * <p>Every request carries {@code Authorization: Bearer <token>}, the token being that of {@link
 * io.jenkins.plugins.deploymentworkflow.target.local.FleetEndpoint}. Every operation can be repeated with the same
 * effect.
 *
 * <ul>
 *   <li>{@code GET /v1/fleet} gives {@link io.jenkins.plugins.deploymentworkflow.target.local.FleetStatus}
 *   <li>{@code PUT /v1/releases/{version}} takes {@link
 *       io.jenkins.plugins.deploymentworkflow.target.local.ReleaseRequest}; 409 when another artifact is known under
 *       that version
 *   <li>{@code PUT /v1/desired} takes {@link io.jenkins.plugins.deploymentworkflow.target.local.DesiredRequest}
 *   <li>{@code PUT /v1/instances/{id}} takes {@link io.jenkins.plugins.deploymentworkflow.target.local.InstanceRequest}
 *   <li>{@code POST /v1/instances/{id}/drain} takes nothing
 *   <li>{@code DELETE /v1/instances/{id}?afterMillis=N} takes nothing
 *   <li>{@code PUT /v1/traffic?required=N} takes {@code {"1.4.0": 2500, "1.3.2": 7500}}, in basis points that sum to
 *       10,000; 409 when the share of a version would rise beyond its healthy capacity out of {@code required}
 *       (default: the desired number of) instances
 *   <li>{@code POST /v1/shutdown} takes nothing
 * </ul>
 *
 * <p>Whatever changes something answers 200 with the {@code FleetStatus} after the change, except {@code shutdown},
 * which answers 202 with none. Whatever goes wrong answers with {@link
 * io.jenkins.plugins.deploymentworkflow.target.local.FleetError}: 400 for a request that says something impossible, 401
 * without the token, 404 for an unknown path or name, 409 for a refusal, 500 for what the fleet could not do.
 */
package io.jenkins.plugins.deploymentworkflow.target.local;
