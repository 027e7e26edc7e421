/** Smoke tests: short looks from outside at whether a version does its work. None of them blocks a thread of the caller. */
package io.jenkins.plugins.deploymentworkflow.verification;
