package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever can hold the things of several tenants is listed in docs/shared-state.md with its key
 * and its bound: every field that is a collection, a pool, a queue or a budget, unless its class is
 * listed there as one whose objects last for one run.
 */
class SharedStateTest {
  private static final String LIST = "docs/shared-state.md";
  private static final List<Class<?>> HOLDING =
      List.of(Map.class, Collection.class, Executor.class, Semaphore.class, ThreadLocal.class);

  /** What is pure keeps nothing but values, so that only what is static outlives them. */
  private static final List<String> PURE = List.of("gocompat", "core", "api", "cli");

  private static final List<String> FOR_TESTS = List.of("testkit", "demo", "benchmarks");

  @Test
  void isListedWithItsKeyAndItsBound() {
    Set<String> listed = firstCells("| field |");
    Set<String> ofOneRun = firstCells("| class |");

    Set<String> found = new TreeSet<>();
    Set<String> classes = new TreeSet<>();
    for (JavaField field : fields()) {
      String owner = shortName(field.getOwner());
      if (ofOneRun.contains(owner)) {
        classes.add(owner);
      } else {
        found.add(owner + "." + field.getName());
      }
    }

    assertThat(found).as("fields that hold something, and %s", LIST).isEqualTo(listed);
    assertThat(classes).as("classes of one run, and %s", LIST).isEqualTo(ofOneRun);
  }

  private static List<JavaField> fields() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(new ArchitectureTest.MainCode())
            .importPackages("dev.freshet");
    return all.stream()
        .filter(type -> !type.isRecord() && !type.isInterface() && !isIn(FOR_TESTS, type))
        .flatMap(type -> type.getFields().stream())
        .filter(SharedStateTest::holds)
        .filter(field -> isStatic(field) ? !isConstant(field) : !isIn(PURE, field.getOwner()))
        .toList();
  }

  private static boolean isIn(List<String> modules, JavaClass type) {
    return modules.stream()
        .anyMatch(module -> type.getPackageName().startsWith("dev.freshet." + module));
  }

  private static boolean isStatic(JavaField field) {
    return field.getModifiers().contains(JavaModifier.STATIC);
  }

  private static boolean holds(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.SYNTHETIC)
        && HOLDING.stream().anyMatch(type -> field.getRawType().isAssignableTo(type));
  }

  /** Whose collection nobody can change. */
  private static boolean isConstant(JavaField field) {
    try {
      Field reflected = field.reflect();
      reflected.setAccessible(true);
      return String.valueOf(reflected.get(null).getClass()).contains("ImmutableCollections");
    } catch (ReflectiveOperationException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static String shortName(JavaClass type) {
    return type.getName().substring("dev.freshet.".length());
  }

  /** The first cells of the tables with this head. */
  private static Set<String> firstCells(String head) {
    return Checkout.read(Checkout.root().resolve(LIST))
        .lines()
        .dropWhile(line -> !line.startsWith(head))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.substring(1, line.indexOf('|', 1)).strip().replace("`", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
