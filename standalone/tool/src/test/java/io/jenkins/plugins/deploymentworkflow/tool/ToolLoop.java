package io.jenkins.plugins.deploymentworkflow.tool;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The tool in a process that stays, as starting one costs more than most commands do. Each line of its input is a JSON
 * array: the files for standard output and standard error, then the arguments. It answers with the exit code.
 */
final class ToolLoop {
    private ToolLoop() {}

    public static void main(String[] none) throws IOException {
        PrintStream answers = System.out;
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        JsonMapper json = new JsonMapper();
        String[] arguments;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = json.readValue(line, String[].class);
            arguments = new String[words.length - 2];
            System.arraycopy(words, 2, arguments, 0, arguments.length);
            int code;
            try (PrintStream out = new PrintStream(new FileOutputStream(words[0]), true);
                    PrintStream err = new PrintStream(new FileOutputStream(words[1]), true)) {
                System.setOut(out);
                System.setErr(err);
                code = Main.run(arguments);
            }
            answers.println(code);
            answers.flush();
        }
        // As the tool does: after a Ctrl-C it would otherwise wait to be ended.
        Runtime.getRuntime().halt(0);
    }
}
