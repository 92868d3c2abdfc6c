// Writes what Go knows of Unicode, for the class UnicodeTables to read:
//
//	go run gocompat/src/main/go/unicode-tables.go \
//	    > gocompat/src/main/resources/dev/freshet/gocompat/regexp/syntax/unicode.txt
//
// Each line is a name and runs of code points: first-last, each one or with /n every n-th of
// them. The names of categories and scripts are as Go spells them, those of aliases as it looks
// them up. The runs of the line orbits are pairs of letters that are equal but for their case,
// with the distance from the one to the other behind +; more than two such letters are listed
// with commas between them.
package main

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"unicode"
)

type run struct {
	first, last, stride, distance rune
}

func (r run) String() string {
	s := fmt.Sprintf("%x", r.first)
	if r.last != r.first {
		s += fmt.Sprintf("-%x", r.last)
		if r.stride != 1 {
			s += fmt.Sprintf("/%x", r.stride)
		}
	}
	if r.distance != 0 {
		s += fmt.Sprintf("+%x", r.distance)
	}
	return s
}

// add lengthens the last run by a code point, or begins another.
func add(runs []run, point, distance rune) []run {
	if n := len(runs); n > 0 && runs[n-1].distance == distance {
		last := &runs[n-1]
		if step := point - last.last; last.first == last.last && step <= 2 || step == last.stride {
			last.stride = step
			last.last = point
			return runs
		}
	}
	return append(runs, run{point, point, 0, distance})
}

func table(t *unicode.RangeTable) string {
	var runs []run
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.Is(t, r) {
			runs = add(runs, r, 0)
		}
	}
	return line(runs)
}

func line(runs []run) string {
	var words []string
	for _, r := range runs {
		words = append(words, r.String())
	}
	return strings.Join(words, " ")
}

func orbits() string {
	var pairs []run
	var more []string
	for r := rune(0); r <= unicode.MaxRune; r++ {
		orbit := []rune{r}
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			orbit = append(orbit, f)
		}
		switch {
		case len(orbit) == 1 || slices.Min(orbit) < r:
		case len(orbit) == 2:
			pairs = add(pairs, r, orbit[1]-r)
		default:
			var words []string
			for _, f := range orbit {
				words = append(words, fmt.Sprintf("%x", f))
			}
			more = append(more, strings.Join(words, ","))
		}
	}
	return line(pairs) + " " + strings.Join(more, " ")
}

// canonical is how Go looks up the name of a class.
func canonical(name string) string {
	name = strings.ToLower(strings.ReplaceAll(name, "_", ""))
	return strings.ToUpper(name[:1]) + name[1:]
}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintf(out, "# Unicode %s, made by unicode-tables.go\n", unicode.Version)
	fmt.Fprintf(out, "orbits %s\n", orbits())
	for _, tables := range []map[string]*unicode.RangeTable{unicode.Categories, unicode.Scripts} {
		for _, name := range slices.Sorted(maps.Keys(tables)) {
			fmt.Fprintf(out, "%s %s\n", name, table(tables[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(unicode.CategoryAliases)) {
		fmt.Fprintf(out, "%s =%s\n", canonical(name), unicode.CategoryAliases[name])
	}
}
