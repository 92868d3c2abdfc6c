package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A package is read from one end to the other: it is small, and its classes have an order. */
@AnalyzeClasses(packages = "dev.freshet", importOptions = ArchitectureTest.MainCode.class)
class PackagesTest {
  private static final String MAIN_CODE = "/src/main/java/dev/freshet/";
  private static final int MOST_FILES = 24;

  /** A package with more files, and the reason that they are one idea. */
  private static final Map<String, String> LARGER = Map.of();

  @Test
  void packagesAreSmall() {
    Map<String, Long> sizes =
        Checkout.sources().stream()
            .map(Path::toString)
            .filter(file -> file.contains(MAIN_CODE))
            .map(file -> file.substring(file.indexOf(MAIN_CODE) + MAIN_CODE.length()))
            .map(file -> file.substring(0, Math.max(0, file.lastIndexOf('/'))).replace('/', '.'))
            .filter(name -> !LARGER.containsKey(name))
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    sizes.values().removeIf(size -> size <= MOST_FILES);

    assertThat(sizes).as("packages with more than %d files", MOST_FILES).isEmpty();
  }

  @ArchTest
  static void classesOfAPackageHaveNoCycles(JavaClasses classes) {
    Map<String, String> families = sealedFamilies(classes);
    var uses = new TreeMap<String, Set<String>>();
    for (JavaClass type : classes) {
      String user = families.getOrDefault(outermost(type), outermost(type));
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        String used = families.getOrDefault(outermost(target), outermost(target));
        if (target.getPackageName().equals(type.getPackageName()) && !used.equals(user)) {
          uses.computeIfAbsent(user, _ -> new TreeSet<>()).add(used);
        }
      }
    }
    removeAllInOrder(uses);

    assertThat(uses).as("classes that use each other in a cycle, and those between").isEmpty();
  }

  /** Removes what uses nothing else, or is used by nothing else, until only cycles are left. */
  private static void removeAllInOrder(Map<String, Set<String>> uses) {
    int before;
    do {
      before = uses.size();
      uses.values().forEach(used -> used.retainAll(uses.keySet()));
      uses.values().removeIf(Set::isEmpty);
      var used = new TreeSet<String>();
      uses.values().forEach(used::addAll);
      uses.keySet().retainAll(used);
    } while (uses.size() < before);
  }

  /** A sealed type and those it permits are one thing in several files. */
  private static Map<String, String> sealedFamilies(JavaClasses classes) {
    var families = new HashMap<String, String>();
    for (JavaClass type : classes) {
      if (type.isInterface() && !type.getSimpleName().equals("package-info")) {
        Class<?> reflected = type.reflect();
        if (reflected.isSealed()) {
          for (Class<?> permitted : reflected.getPermittedSubclasses()) {
            String member = outermost(permitted.getName());
            if (!member.equals(outermost(type))) {
              families.put(member, outermost(type));
            }
          }
        }
      }
    }
    return families;
  }

  private static String outermost(JavaClass type) {
    return outermost(type.getName());
  }

  private static String outermost(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
