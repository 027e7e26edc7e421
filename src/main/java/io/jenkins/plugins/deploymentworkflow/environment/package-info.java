/**
 * The environment file: one YAML file per environment, read safely, its placeholders filled, its settings checked and
 * typed.
 *
 * <p>Settings never hold a secret: below {@code deployment} and {@code services} a placeholder that involves a secret
 * stays as written, so that plans, ledgers and messages can show it. {@link
 * io.jenkins.plugins.deploymentworkflow.environment.Environment#reveal} fills it at the moment of use; commands get the
 * secret in their environment and leave it to the shell.
 */
package io.jenkins.plugins.deploymentworkflow.environment;
