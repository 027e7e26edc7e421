package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/**
 * The commands of a deployment in a file of their own, beside the ledgers. So a command that is under way when the
 * controller goes down, or when its build is lost, is found again by whoever goes on.
 */
public final class CommandFile implements KeptCommands {
    private static final Logger LOGGER = Logger.getLogger(CommandFile.class.getName());
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private final XmlFile file;
    private final ConcurrentHashMap<String, AgentCommand> commands;

    private CommandFile(XmlFile file, ConcurrentHashMap<String, AgentCommand> commands) {
        this.file = file;
        this.commands = commands;
    }

    /**
     * Those that were kept for the deployment, and a place for more.
     *
     * @throws IllegalArgumentException when the deployment's name is none that a file can have
     */
    public static CommandFile of(String deployment) {
        XmlFile file = file(deployment);
        return new CommandFile(file, read(file));
    }

    /** Keeps these, for whoever goes on when what has them is gone. */
    public static CommandFile of(String deployment, ConcurrentHashMap<String, AgentCommand> commands) {
        return new CommandFile(file(deployment), commands);
    }

    /** Adds those that were begun after their build was saved for the last time. */
    public static void recall(String deployment, ConcurrentHashMap<String, AgentCommand> commands) {
        read(file(deployment))
                .forEach((handle, command) ->
                        commands.merge(handle, command, (known, kept) -> known.isLaunched() ? known : kept));
    }

    private static XmlFile file(String deployment) {
        if (!NAME.matcher(deployment).matches()) {
            throw new IllegalArgumentException("no file can be named as the deployment '" + deployment + "'");
        }
        File directory = new File(Jenkins.get().getRootDir(), Ledgers.DIRECTORY + "/.commands");
        return new XmlFile(new File(directory, deployment + ".xml"));
    }

    @SuppressWarnings("unchecked")
    private static ConcurrentHashMap<String, AgentCommand> read(XmlFile file) {
        try {
            if (file.exists()) {
                return (ConcurrentHashMap<String, AgentCommand>) file.read();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot read " + file + "; commands under way are not found again");
        }
        return new ConcurrentHashMap<>();
    }

    @Override
    public Map<String, AgentCommand> commands() {
        return commands;
    }

    @Override
    public synchronized void save() {
        try {
            file.write(commands);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "cannot write " + file + "; commands would not be found again");
        }
    }

    /** Ends those that are under way, and removes what is left of all of them; of an agent that is away, nothing. */
    void abandon(Workplace at) {
        try {
            at.use((directory, launcher) -> {
                for (AgentCommand command : commands.values()) {
                    command.kill(directory, launcher);
                }
                return null;
            });
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "cannot end the commands of " + file + "; they end by themselves");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cleanUp(at);
    }

    @Override
    public synchronized void cleanUp(Workplace at) {
        KeptCommands.super.cleanUp(at);
        try {
            file.delete();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "cannot remove " + file + "; it is not needed any more");
        }
    }
}
