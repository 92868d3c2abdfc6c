import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Assembles {@code bin/}: the launcher, the jars under {@code bin/lib/}, and AOT caches of them.
 *
 * <p>Run by the build as a single-file program. It does nothing when its inputs are what they were
 * at the last run.
 *
 * @param dist the folder this program lies below, with the launcher and the training
 * @param jars the class path to ship
 * @param picocliSources picocli's sources jar
 * @param bin where the distribution goes
 */
record Distribution(Path dist, List<Path> jars, Path picocliSources, Path bin) {
  /** Flags the AOT cache depends on, so that training and every start share them. */
  private static final List<String> SHARED_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          // A cache made by another build of the JVM is left unused, and nobody needs to read that.
          "-Xlog:disable",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8",
          // Else SLF4J tells stderr that it does as the flag below says.
          "-Dslf4j.internal.verbosity=WARN",
          // Else picocli looks for Groovy, in every jar there is.
          "-Dpicocli.disable.closures=true");

  private static final Duration LONGEST_TRAINING = Duration.ofMinutes(3);

  /**
   * Optimised code never pays off here: without it a first update takes half of the processor time,
   * a later one no more, and a running process 25 MB less.
   */
  private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

  /**
   * A loop over a registry's tags runs once an object: by the usual thresholds, made for methods
   * that are called often, the interpreter would walk the tags of sixty objects first.
   */
  private static final String LOOPS_OF_FEW_CALLS = "-XX:Tier3MinInvocationThreshold=10";

  /** The same for a loop that is under way. */
  private static final String LOOPS_UNDER_WAY = "-XX:Tier3BackEdgeThreshold=4000";

  /**
   * When 15 % of what is reserved has filled with compiled code, the JVM collects everything, which
   * takes 35 ms. Of the usual reserve that is seven megabytes, less than what stays in use.
   */
  private static final String ROOM_FOR_CODE = "-XX:ReservedCodeCacheSize=64m";

  /** Only the operator logs; named, so that nobody has to look for one and find two. */
  private static final String NO_LOG = "-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider";

  /** A short command ends before method handles for reflection pay off. */
  private static final List<String> CLI_FLAGS =
      List.of(QUICK_COMPILER, NO_LOG, "-Djdk.reflect.useNativeAccessorOnly=true");

  private static final List<String> RUN_FLAGS =
      List.of(
          LOOPS_OF_FEW_CALLS, LOOPS_UNDER_WAY, QUICK_COMPILER, ROOM_FOR_CODE, NO_LOG, "-Xmx192m");

  private static final List<String> OPERATOR_FLAGS =
      List.of(
          LOOPS_OF_FEW_CALLS,
          LOOPS_UNDER_WAY,
          QUICK_COMPILER,
          ROOM_FOR_CODE,
          "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
          // Tenants' worst takes 250 MB at a time; with less, collecting it takes all the time.
          "-Xms192m",
          "-Xmx448m");

  /** What a container image starts with; as the launcher's, but for the cache it has not. */
  static final List<String> IMAGE_FLAGS =
      Stream.of(SHARED_FLAGS, OPERATOR_FLAGS).flatMap(List::stream).toList();

  /** Where Maven keeps, or the build makes, what only the operator and what it serves need. */
  private static final List<String> OPERATOR_ONLY =
      List.of(
          "/operator/target/",
          "/web/target/",
          "/io/fabric8/",
          "/org/eclipse/jetty/",
          "/io/prometheus/",
          "/ch/qos/logback/",
          "/org/slf4j/jul-to-slf4j/",
          "/org/yaml/snakeyaml/",
          "/com/fasterxml/jackson/dataformat/",
          "/com/fasterxml/jackson/datatype/");

  /** A JVM's training, and the cache it leaves. */
  private enum Training {
    /** First, because the other one needs the state it leaves. */
    RUN("run"),
    /**
     * Apart, because all classes of a cache are set up at every start: those of the pipeline would
     * double what a command takes that only looks into the state folder.
     */
    COMMANDS("commands");

    private final String name;

    Training(String name) {
      this.name = name;
    }

    String cacheName() {
      return name + ".aot";
    }

    /** The file of command lines. */
    String script() {
      return name + ".txt";
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    String classpath = args[1] + File.pathSeparator + Files.readString(Path.of(args[2]));
    List<Path> jars = Stream.of(classpath.split(File.pathSeparator)).map(Path::of).toList();
    new Distribution(Path.of(args[0]), jars, Path.of(args[3]), Path.of(args[4])).assemble();
  }

  void assemble() throws IOException, InterruptedException {
    Path stamp = lib().resolve("built-from");
    String inputs = fingerprint();
    if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
      return;
    }
    Files.createDirectories(lib());
    Files.deleteIfExists(stamp);
    copyJars();
    writeLauncher();
    train();
    Files.writeString(stamp, inputs);
  }

  private Path lib() {
    return bin.resolve("lib");
  }

  private Path cache(Training training) {
    return lib().resolve(training.cacheName());
  }

  /** The operator's own jars lie apart, and off the class path of all other commands. */
  private Path target(Path jar) {
    Path folder = isOperatorOnly(jar) ? lib().resolve("operator") : lib();
    return folder.resolve(jar.getFileName());
  }

  private static boolean isOperatorOnly(Path jar) {
    String place = jar.toString().replace(File.separatorChar, '/');
    return OPERATOR_ONLY.stream().anyMatch(place::contains);
  }

  /** Jars built here are always copied; a library's jar never changes under its versioned name. */
  private void copyJars() throws IOException {
    Files.createDirectories(lib().resolve("operator"));
    List<Path> targets = new ArrayList<>();
    for (Path jar : jars) {
      Path target = target(jar);
      targets.add(target);
      if (isBuiltHere(jar)) {
        Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
      } else if (!Files.exists(target)) {
        copyLibrary(jar, target);
      }
    }
    for (Path file : filesUnder(lib())) {
      if (!targets.contains(file)) {
        Files.delete(file);
      }
    }
  }

  private static boolean isBuiltHere(Path jar) {
    return jar.getParent().endsWith("target");
  }

  private void copyLibrary(Path jar, Path target) throws IOException {
    Path partial = lib().resolve("partial");
    if (jar.getFileName().toString().startsWith("picocli-")) {
      recompilePicocli(partial);
    } else {
      copyUnsigned(jar, partial);
    }
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Classes of signed jars never enter an AOT cache, and their signatures slow every start. */
  private static void copyUnsigned(Path jar, Path target) throws IOException {
    try (JarFile from = new JarFile(jar.toFile(), false);
        JarOutputStream to = new JarOutputStream(Files.newOutputStream(target))) {
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      if (from.isMultiRelease()) {
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
      }
      to.putNextEntry(new JarEntry(JarFile.MANIFEST_NAME));
      manifest.write(to);
      for (JarEntry entry : from.stream().filter(Distribution::isWanted).toList()) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        try (InputStream content = from.getInputStream(entry)) {
          content.transferTo(to);
        }
      }
    }
  }

  private static boolean isWanted(JarEntry entry) {
    String name = entry.getName();
    boolean signature =
        name.startsWith("META-INF/")
            && (name.endsWith(".SF") || name.endsWith(".RSA") || name.endsWith(".DSA"));
    return !entry.isDirectory() && !signature && !name.equals(JarFile.MANIFEST_NAME);
  }

  /** picocli's jar holds classes in Java 5's format, which an AOT cache cannot take. */
  private void recompilePicocli(Path target) throws IOException {
    Path work = Files.createTempDirectory("picocli");
    try (JarFile sources = new JarFile(picocliSources.toFile(), false)) {
      List<String> arguments =
          new ArrayList<>(
              List.of("--release", "25", "-proc:none", "-nowarn", "-XDignore.symbol.file"));
      arguments.addAll(List.of("-Xlint:none", "-d", work.resolve("classes").toString()));
      for (JarEntry entry : sources.stream().filter(Distribution::isJava).toList()) {
        Path file = work.resolve("sources").resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream content = sources.getInputStream(entry)) {
          Files.copy(content, file);
        }
        arguments.add(file.toString());
      }
      run("javac", arguments);
      run(
          "jar",
          List.of("--create", "--file=" + target, "-C", work.resolve("classes").toString(), "."));
    } finally {
      delete(work);
    }
  }

  private static boolean isJava(JarEntry entry) {
    return entry.getName().endsWith(".java");
  }

  private static void run(String tool, List<String> arguments) {
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new IllegalStateException("this JDK has no " + tool))
            .run(System.err, System.err, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException(tool + " failed with " + code);
    }
  }

  private void writeLauncher() throws IOException {
    String script =
        Files.readString(dist.resolve("sh/freshet"))
            .replace("@CLASSPATH@", everydayClasspath("$lib"))
            .replace("@OPERATOR_CLASSPATH@", operatorClasspath())
            .replace("@SHARED_FLAGS@", String.join(" ", SHARED_FLAGS))
            .replace("@CLI_FLAGS@", String.join(" ", CLI_FLAGS))
            .replace("@RUN_FLAGS@", String.join(" ", RUN_FLAGS))
            .replace("@OPERATOR_FLAGS@", String.join(" ", OPERATOR_FLAGS))
            .replace("@MAIN@", "dev.freshet.cli.Main");
    Path partial = bin.resolve("freshet.partial");
    Files.writeString(partial, script);
    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(partial, launcher(), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path launcher() {
    return bin.resolve("freshet");
  }

  private String everydayClasspath(String folder) {
    return jars.stream()
        .filter(jar -> !isOperatorOnly(jar))
        .map(jar -> folder + "/" + jar.getFileName())
        .collect(Collectors.joining(":"));
  }

  /** To be put behind the other one: caches are good for class paths that begin as theirs does. */
  private String operatorClasspath() {
    return jars.stream()
        .filter(Distribution::isOperatorOnly)
        .map(jar -> ":$lib/operator/" + jar.getFileName())
        .collect(Collectors.joining());
  }

  /** Records training runs of the everyday commands; without a cache all work, slower. */
  private void train() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("freshet-training");
    try (var servers = new TrainingServers(Files.createDirectory(work.resolve("servers")))) {
      copyTraining(work, servers.start());
      record(Training.RUN, work);
      Process running = beside(work).start();
      try {
        record(Training.COMMANDS, work);
      } finally {
        running.destroy();
        running.waitFor();
      }
    } finally {
      delete(work);
    }
  }

  /** What the commands ask: the process that runs the state folder. */
  private ProcessBuilder beside(Path work) {
    ProcessBuilder builder =
        new ProcessBuilder(
            launcher().toAbsolutePath().toString(),
            "run",
            "--from",
            "manifests",
            "--state",
            "state");
    return inside(work, builder)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
  }

  private void record(Training training, Path work) throws IOException, InterruptedException {
    Path log = work.resolve("log");
    Process process =
        training(training, work).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean ended = process.waitFor(LONGEST_TRAINING.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    if (!ended || process.waitFor() != 0 || !Files.exists(cache(training))) {
      System.err.println("no AOT cache, commands will start slower:\n" + Files.readString(log));
      Files.deleteIfExists(cache(training));
    }
  }

  private ProcessBuilder training(Training training, Path work) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:AOTCacheOutput=" + cache(training).toAbsolutePath());
    command.addAll(SHARED_FLAGS);
    // Nothing of the user who builds may take part: no credentials, no proxy.
    command.add("-Duser.home=" + work);
    command.addAll(List.of("-cp", everydayClasspath(lib().toAbsolutePath().toString())));
    command.addAll(List.of("dev.freshet.cli.CacheTraining", training.script()));
    return inside(work, new ProcessBuilder(command));
  }

  private static ProcessBuilder inside(Path work, ProcessBuilder builder) {
    builder.directory(work.toFile());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("HOME", work.toString());
    return builder;
  }

  private void copyTraining(Path work, int port) throws IOException {
    Path training = dist.resolve("training");
    for (Path file : filesUnder(training)) {
      Path copy = work.resolve(training.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, Files.readString(file).replace("@PORT@", Integer.toString(port)));
    }
  }

  private String fingerprint() throws IOException {
    MessageDigest digest = sha256();
    digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
    digest.update(System.getProperty("java.vm.vendor").getBytes(StandardCharsets.UTF_8));
    List<Path> inputs = new ArrayList<>(filesUnder(dist));
    inputs.addAll(jars);
    for (Path input : inputs) {
      digest.update(input.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      try (DigestInputStream in = new DigestInputStream(Files.newInputStream(input), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException("every JDK has SHA-256", cause);
    }
  }

  private static Set<Path> filesUnder(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException cause) {
      throw cause.getCause();
    }
  }
}
