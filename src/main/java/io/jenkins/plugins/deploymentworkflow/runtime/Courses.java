package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The courses of this controller, by deployment. No deployment is moved by two of them. */
@Extension
public class Courses {
    private final ConcurrentMap<String, OperationCourse> courses = new ConcurrentHashMap<>();

    public static Courses get() {
        return ExtensionList.lookupSingleton(Courses.class);
    }

    /** The course that moves a deployment; empty when nothing does here. */
    public Optional<OperationCourse> find(String deployment) {
        return Optional.ofNullable(courses.get(deployment));
    }

    /** @throws Refused when another course moves the deployment */
    void enter(OperationCourse course) {
        OperationCourse before = courses.putIfAbsent(course.deployment(), course);
        if (before != null && before != course) {
            throw new Refused("deployment " + course.deployment() + " is being moved by this controller already");
        }
    }

    void leave(OperationCourse course) {
        courses.remove(course.deployment(), course);
    }
}
