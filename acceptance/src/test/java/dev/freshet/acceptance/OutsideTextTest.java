package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Expressions, and numbers without bound, take time that grows faster than the text they read. Only
 * the classes listed here use them, each with what bounds the text; all others scan by hand.
 */
class OutsideTextTest {
  private static final List<String> MODULES =
      List.of("gocompat", "core", "api", "engine", "web", "operator", "cli");

  private static final Set<String> OF_TEXTS =
      Set.of("matches", "split", "replaceAll", "replaceFirst");
  private static final Set<Class<?>> NUMBERS =
      Set.of(Integer.class, Long.class, Short.class, Byte.class, Double.class, Float.class);
  private static final Set<Class<?>> WITHOUT_BOUND =
      Set.of(BigDecimal.class, BigInteger.class, Scanner.class);

  /** A class without {@code dev.freshet.}, and what bounds the text that it reads. */
  private static final String ALLOWED =
      """
      api.Durations: the first 40 digits of a fraction
      api.LabelQuery: a flag of the process, at most 4,096 characters
      api.LabelRequirement: a label's key or value, whose expressions stop at its longest
      api.field.Fields: at most 20 characters
      api.field.MetadataReader: at most 253 characters
      api.kind.ObjectKey: a name, whose expression stops at 253 characters
      api.manifest.KindSearch: the first 512 characters of a line
      api.source.Artifact: at most 256 characters
      api.yaml.ScalarType: at most 1,000 characters
      cli.CacheTraining: a line of the launcher's own list
      cli.run.Report: the name of a kind
      cli.table.RowsJson: the name of a column
      cli.terminal.ErrorText: an argument of the command line
      cli.terminal.GlobalOptions: an argument of the command line
      core.image.Digest: an expression of fixed length
      core.image.ImageNameProblem: at most 1,024 characters
      core.image.Reference: at most 1,024 characters
      core.image.Registry: a part of a reference, at most 1,024 characters
      core.plan.CurrentTags: cuts at a character, into three parts
      core.plan.Setters: at most 512 characters
      core.plan.Yaml11: a part of a reference that was checked, at most 1,024 characters
      engine.artifact.FileTree: cuts at a character
      engine.artifact.IgnorePattern: cuts at a character
      engine.artifact.TarFile: a field of a tar's header, twelve bytes
      engine.file.AtomicFile: the name of a file of the state folder
      engine.git.ref.Revision: cuts at a character, into three parts
      engine.git.store.MirrorOwner: a file of the state folder, at most 18 digits
      engine.http.RetryAfter: at most 64 characters
      engine.ledger.EntryText: a file of the state folder, written by this program
      engine.registry.host.Origin: a port, whose digits were counted
      engine.secret.CredentialHelpers: the user's own configuration and environment
      engine.state.ReconcileRequests: the name of a file of the state folder
      engine.state.Suspects: a file of the state folder, written by this program
      engine.state.UnderWay: a file of the state folder, at most 1 MiB
      gocompat.format.FloatText: digits of a 64-bit float
      gocompat.function.FunctionTable: the program's own tables
      gocompat.json.JsonReader: a number, which the JDK rounds after some thousand digits
      gocompat.number.GoFloat: at most 256 characters
      gocompat.regexp.Expansion: at most nine digits
      gocompat.regexp.syntax.UnicodeTables: the program's own tables
      gocompat.semver.Constraint: at most 512 bytes
      gocompat.semver.VersionScanner: at most 256 characters
      gocompat.sprig.Casts: at most 400 characters, or one run of zeros at the end
      gocompat.sprig.Numbers: a 64-bit float as the JDK prints it
      gocompat.sprig.Paths: cuts at a character
      gocompat.template.ExpressionParser: cuts at a character
      gocompat.template.Numbers: at most 400 characters
      gocompat.time.Durations: at most 200 characters
      gocompat.time.TimeLayout: at most 1,024 characters
      gocompat.time.TimeWriter: nine digits
      operator.FeatureGates: a flag of the process
      operator.event.EventHistory: a name, cut before
      operator.install.Components: a flag of the process
      operator.install.InstallOptions: an argument of the command line
      operator.object.ObjectReader: a number of the API server
      operator.server.ApiFailure: the address of the API server
      operator.server.ApiServerClient: at most four digits, and the address of the API server
      operator.server.Kubeconfig: a message of the YAML parser
      operator.server.ResourcePath: a name, whose expression stops at 253 characters
      web.artifact.ArtifactFiles: a path, which the server bounds at 8 KiB
      web.health.HealthPages: a path, which the server bounds at 8 KiB
      web.server.ListenAddress: a flag of the process
      """;

  @Test
  void onlyTheseReadTextByWhatMayTakeLong() {
    Map<String, Set<String>> others = users();
    others.keySet().removeAll(allowed().keySet());

    assertThat(others).as("classes that are not listed with what bounds their text").isEmpty();
  }

  @Test
  void listsNobodyElse() {
    Set<String> listed = new TreeSet<>(allowed().keySet());
    listed.removeAll(users().keySet());

    assertThat(listed).as("classes that scan by hand by now").isEmpty();
  }

  private static Map<String, String> allowed() {
    return ALLOWED
        .lines()
        .map(line -> line.split(": ", 2))
        .collect(Collectors.toMap(line -> line[0], line -> line[1]));
  }

  private static Map<String, Set<String>> users() {
    Map<String, Set<String>> users = new TreeMap<>();
    Stream<JavaClass> classes =
        new ClassFileImporter()
                .withImportOption(new ArchitectureTest.MainCode())
                .importPackages(MODULES.stream().map(module -> "dev.freshet." + module).toList())
                .stream();
    classes.forEach(user ->
        user.getAccessesFromSelf().stream()
            .filter(access -> mayTakeLong(access.getTarget()))
            .forEach(access ->
                users.computeIfAbsent(outermost(user), _ -> new TreeSet<>()).add(name(access))));
    return users;
  }

  private static String outermost(JavaClass user) {
    String name = user.getName().substring("dev.freshet.".length());
    int inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }

  private static String name(JavaAccess<?> access) {
    return access.getTarget().getOwner().getSimpleName() + "." + access.getTarget().getName();
  }

  private static boolean mayTakeLong(AccessTarget target) {
    JavaClass owner = target.getOwner();
    if (owner.isEquivalentTo(String.class)) {
      return OF_TEXTS.contains(target.getName());
    }
    if (owner.getPackageName().equals("java.util.regex")) {
      return true;
    }
    if (WITHOUT_BOUND.stream().anyMatch(owner::isEquivalentTo)) {
      return readsText(target);
    }
    return NUMBERS.stream().anyMatch(owner::isEquivalentTo) && readsText(target);
  }

  /** Whether it is a method or constructor that takes a text to make a number of. */
  private static boolean readsText(AccessTarget target) {
    return target instanceof AccessTarget.CodeUnitCallTarget call
        && call.getRawParameterTypes().stream()
            .limit(1)
            .anyMatch(type ->
                type.isEquivalentTo(String.class)
                    || type.isEquivalentTo(CharSequence.class)
                    || type.isEquivalentTo(char[].class));
  }
}
