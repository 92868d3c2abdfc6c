import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes what a container image needs below the application: a Java runtime of the modules that are
 * used, this machine's C library, a user, and a place for data and temporary files.
 *
 * <p>Run by the build as a single-file program, on Linux with glibc.
 *
 * @param jars the class path of the application
 * @param root the folder that becomes the image's root
 */
record ImageRoot(List<Path> jars, Path root) {
  /** What the runtime itself loads; its other libraries are for screens, sound and printers. */
  private static final List<String> NATIVE =
      List.of(
          "bin/java",
          "lib/server/libjvm.so",
          "lib/libjli.so",
          "lib/libjava.so",
          "lib/libnet.so",
          "lib/libnio.so",
          "lib/libzip.so",
          "lib/libmanagement_ext.so",
          "lib/libextnet.so");

  /** Loaded by name, where they still exist beside libc itself. */
  private static final List<String> NAME_SERVICE =
      List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x[0-9a-f]+\\)");
  private static final Path LOCALE = Path.of("/usr/lib/locale/C.utf8");
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  public static void main(String[] args) throws IOException, InterruptedException {
    String classpath = args[0] + File.pathSeparator + Files.readString(Path.of(args[1]));
    List<Path> jars = Stream.of(classpath.split(File.pathSeparator)).map(Path::of).toList();
    new ImageRoot(jars, Path.of(args[2])).make();
  }

  void make() throws IOException, InterruptedException {
    delete();
    Files.createDirectories(root.resolve("opt"));
    tool(
        "jlink",
        "--add-modules=" + modules(),
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--compress=zip-6",
        "--output=" + runtime());
    for (Path library : libraries()) {
      copy(library);
    }
    if (Files.isDirectory(LOCALE)) {
      for (Path file : filesUnder(LOCALE)) {
        copy(file);
      }
    }
    write("etc/passwd", "root:x:0:0:root:/:/\nfreshet:x:65532:65532:freshet:/tmp:/\n");
    write("etc/group", "root:x:0:\nfreshet:x:65532:\n");
    write("etc/nsswitch.conf", "hosts: files dns\n");
    write("opt/freshet/jvm-flags", String.join("\n", Distribution.IMAGE_FLAGS) + "\n");
    Files.createDirectories(root.resolve("data"));
    Files.createDirectories(root.resolve("tmp"));
  }

  private Path runtime() {
    return root.resolve("opt/java");
  }

  /** The modules that any jar mentions, and those found by name: host names, and old encodings. */
  private String modules() {
    String found =
        tool(
            "jdeps",
            Stream.concat(
                    Stream.of(
                        "--multi-release=" + Runtime.version().feature(),
                        "--ignore-missing-deps",
                        "--print-module-deps"),
                    jars.stream().map(Path::toString))
                .toArray(String[]::new));
    return found.lines().reduce((_, last) -> last).orElseThrow().strip()
        + ",jdk.naming.dns,jdk.charsets,jdk.unsupported";
  }

  /** The files of the C library, by the paths under which they are looked for. */
  private Set<Path> libraries() throws IOException, InterruptedException {
    Set<Path> libraries = new TreeSet<>();
    for (String each : NATIVE) {
      Path binary = runtime().resolve(each);
      if (Files.exists(binary)) {
        LIBRARY
            .matcher(output(List.of("ldd", binary.toString())))
            .results()
            .map(match -> Path.of(match.group(1)))
            .filter(library -> !library.startsWith(root.toAbsolutePath()))
            .forEach(libraries::add);
      }
    }
    Path folder =
        libraries.stream()
            .filter(library -> library.endsWith("libc.so.6"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("an image needs Linux with glibc"))
            .getParent();
    NAME_SERVICE.stream().map(folder::resolve).filter(Files::exists).forEach(libraries::add);
    return libraries;
  }

  private void copy(Path file) throws IOException {
    Path target = root.resolve(Path.of("/").relativize(file).toString());
    Files.createDirectories(target.getParent());
    Files.copy(file.toRealPath(), target, StandardCopyOption.REPLACE_EXISTING);
  }

  private void write(String path, String text) throws IOException {
    Path target = root.resolve(path);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
  }

  private static String tool(String name, String... arguments) {
    StringWriter out = new StringWriter();
    int code =
        ToolProvider.findFirst(name)
            .orElseThrow(() -> new IllegalStateException(JAVA_HOME + " has no " + name))
            .run(new PrintWriter(out), new PrintWriter(System.err, true), arguments);
    if (code != 0) {
      throw new IllegalStateException(name + " failed with " + code + ": " + out);
    }
    return out.toString();
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  private static List<Path> filesUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toCollection(ArrayList::new));
    }
  }

  /** jlink writes into new folders only. */
  private void delete() throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (UncheckedIOException cause) {
        throw cause.getCause();
      }
    }
  }
}
