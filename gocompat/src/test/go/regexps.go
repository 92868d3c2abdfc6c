// Records what Go's regexp says, for RegexpGoldenTest to read:
//
//	go run gocompat/src/test/go/regexps.go | gzip -9n > gocompat/src/test/resources/golden/regexps.jsonl.gz
//
// Each line is an expression "p" with the error "e" of its compilation, or with cases "c": a text
// and the first matches in it, separated by semicolons, each as the slots of its groups in bytes.
// Expressions and texts are in byte form, a code point for each byte. They come from the test data
// in Go's own tree, and from a generator with a fixed seed.
package main

import (
	"bufio"
	"compress/bzip2"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"log"
	"maps"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"regexp/syntax"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	mostMatches = 3

	// What the Java side refuses before Go does.
	mostBytes = 1 << 14
	mostInsts = 60_000
)

type recorder struct {
	random *rand.Rand
	order  []string
	texts  map[string][]string
	known  map[string]bool
}

// add notes a case; an expression that does not compile is one case whatever the texts.
func (r *recorder) add(expression string, texts ...string) {
	if len(expression) > mostBytes {
		return
	}
	if _, ok := r.texts[expression]; !ok {
		r.order = append(r.order, expression)
		r.texts[expression] = nil
	}
	for _, text := range texts {
		if key := expression + "\x00\xff" + text; !r.known[key] {
			r.known[key] = true
			r.texts[expression] = append(r.texts[expression], text)
		}
	}
}

type answer struct {
	Expression string      `json:"p"`
	Error      string      `json:"e,omitempty"`
	Cases      [][2]string `json:"c,omitempty"`
}

func (r *recorder) write(out io.Writer) (cases int) {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	for _, expression := range r.order {
		line := answer{Expression: byteForm(expression)}
		if re, err := regexp.Compile(expression); err != nil {
			line.Error = byteForm(err.Error())
			cases++
		} else if tooLarge(expression) {
			continue
		} else {
			for _, text := range r.texts[expression] {
				line.Cases = append(line.Cases, [2]string{byteForm(text), matches(re, text)})
				cases++
			}
		}
		if line.Error != "" || line.Cases != nil {
			if err := lines.Encode(line); err != nil {
				log.Fatal(err)
			}
		}
	}
	return cases
}

func tooLarge(expression string) bool {
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return false
	}
	prog, err := syntax.Compile(re.Simplify())
	return err != nil || len(prog.Inst) > mostInsts
}

func matches(re *regexp.Regexp, text string) string {
	var all []string
	for _, slots := range re.FindAllStringSubmatchIndex(text, mostMatches) {
		var one []string
		for _, slot := range slots {
			if slot < 0 {
				one = append(one, "-")
			} else {
				one = append(one, strconv.Itoa(slot))
			}
		}
		all = append(all, strings.Join(one, " "))
	}
	return strings.Join(all, ";")
}

func byteForm(s string) string {
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

func main() {
	r := &recorder{
		random: rand.New(rand.NewSource(1)),
		texts:  map[string][]string{},
		known:  map[string]bool{},
	}
	tree := filepath.Join(runtime.GOROOT(), "src", "regexp")
	r.re2(filepath.Join(tree, "testdata", "re2-search.txt"), 1, 100)
	r.re2(filepath.Join(tree, "testdata", "re2-exhaustive.txt.bz2"), 0.09, 5)
	for _, name := range []string{"basic.dat", "nullsubexpr.dat", "repetition.dat"} {
		r.fowler(filepath.Join(tree, "testdata", name))
	}
	for _, name := range []string{
		"all_test.go", "find_test.go", "exec_test.go", "onepass_test.go", "exec2_test.go",
		"syntax/parse_test.go", "syntax/simplify_test.go", "syntax/prog_test.go",
	} {
		r.source(filepath.Join(tree, name))
	}
	r.limits()
	r.classes()
	r.folding()
	r.made(12_000)
	out := bufio.NewWriter(os.Stdout)
	cases := r.write(out)
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
	log.Printf("%d expressions, %d cases", len(r.order), cases)
}

// re2 adds a share of the expressions of RE2's logs, each with some of its texts.
func (r *recorder) re2(file string, share float64, most int) {
	f, err := os.Open(file)
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(file, ".bz2") {
		in = bzip2.NewReader(f)
	}
	var texts []string
	inTexts := false
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case line == "strings":
			texts, inTexts = nil, true
		case line == "regexps":
			inTexts = false
		case line[0] == '"':
			q, err := strconv.Unquote(line)
			if err != nil {
				log.Fatal(err)
			}
			if inTexts {
				texts = append(texts, q)
			} else if r.random.Float64() < share {
				r.add(q, r.some(texts, most)...)
				if r.random.Intn(4) == 0 {
					r.add(`\A(?:`+q+`)\z`, r.some(texts, most)...)
				}
			}
		}
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
}

func (r *recorder) some(texts []string, most int) []string {
	if len(texts) <= most {
		return texts
	}
	var some []string
	for range most {
		some = append(some, texts[r.random.Intn(len(texts))])
	}
	return some
}

// fowler adds the expressions and texts of Glenn Fowler's tables; what they expect is POSIX's.
func (r *recorder) fowler(file string) {
	content, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	last := ""
	for line := range strings.Lines(string(content)) {
		fields := strings.FieldsFunc(line, func(c rune) bool { return c == '\t' || c == '\n' })
		if len(fields) < 4 || strings.HasPrefix(line, "#") {
			continue
		}
		expression, text := fields[1], fields[2]
		if expression == "SAME" {
			expression = last
		}
		last = expression
		if text == "NULL" {
			text = ""
		}
		if strings.Contains(fields[0], "$") {
			if q, err := strconv.Unquote(`"` + text + `"`); err == nil {
				text = q
			}
		}
		r.add(expression, text, "", "x"+text+"\n"+text)
		r.add("(?i)"+expression, text, strings.ToUpper(text))
	}
}

// source adds every text in a Go file, as an expression too, with its neighbours as texts.
func (r *recorder) source(file string) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		log.Fatal(err)
	}
	ast.Inspect(parsed, func(node ast.Node) bool {
		var parts []ast.Expr
		switch node := node.(type) {
		case *ast.CompositeLit:
			parts = node.Elts
		case *ast.CallExpr:
			parts = node.Args
		}
		var found []string
		for _, part := range parts {
			if s, ok := constant(part); ok {
				found = append(found, s)
			}
		}
		for i, s := range found {
			r.add(s, found[max(0, i-1):min(len(found), i+3)]...)
			r.add(s, "", "a", "aXbXcX", s+s)
		}
		return true
	})
}

// constant is what an expression of texts and strings.Repeat amounts to.
func constant(expr ast.Expr) (string, bool) {
	switch expr := expr.(type) {
	case *ast.BasicLit:
		if expr.Kind == token.STRING {
			s, err := strconv.Unquote(expr.Value)
			return s, err == nil
		}
	case *ast.BinaryExpr:
		x, ok := constant(expr.X)
		y, ok2 := constant(expr.Y)
		return x + y, ok && ok2
	case *ast.CallExpr:
		if fun, ok := expr.Fun.(*ast.SelectorExpr); ok && fun.Sel.Name == "Repeat" && len(expr.Args) == 2 {
			s, ok := constant(expr.Args[0])
			if count, isLit := expr.Args[1].(*ast.BasicLit); ok && isLit {
				n, err := strconv.Atoi(count.Value)
				return strings.Repeat(s, n), err == nil
			}
		}
	}
	return "", false
}

// limits adds what is about as deep and as often repeated as Go allows. Alternatives that begin
// alike are not among the deep ones: Go joins their beginnings, and counts that as a level.
func (r *recorder) limits() {
	for _, n := range []int{10, 332, 333, 334, 498, 499, 500, 501, 998, 999, 1000, 1001, 1500} {
		for _, pair := range [][2]string{
			{"(", ")"}, {"(?:", ")"}, {"(?:", ")*"}, {"(?:", ")??"}, {"(a", ")"}, {"(x|", ")"},
			{"(?:x|", "b)"}, {"(?:x|", ")*"}, {"(a*", ")+"}, {"(?i:a", "[b-c])"}, {"(?P<n>[a-c]", "a)"},
		} {
			for _, middle := range []string{"", "a", "ab", "[ab]", "a*", "^"} {
				nested := strings.Repeat(pair[0], n) + middle + strings.Repeat(pair[1], n)
				r.add(nested, "aab")
				r.add(nested + ")")
				r.add("(" + nested)
			}
		}
	}
	for _, a := range []int{0, 1, 2, 3, 10, 31, 32, 100, 333, 334, 500, 501, 999, 1000, 1001, 99999999, 100000000} {
		for _, form := range []string{
			"a{%d}", "a{%d,}", "a{,%d}", "a{0,%d}", "a{2,%d}?", "(a{%d}){2}", "(a{%d}){3}", "((a{%d,}){2}b){3}",
			"(a{%d}){0}", "((a{%d}){0}){1000}", "(a{%d}*", "a{0%d}", "a{%d }", "a{%d", "a{1,%d", "a{%d}{2}",
			"(?:(?:a{%d}){1,}){1,1}", "(?:a{%d}|b{2}){500}", "(?:[ab]{%d}c){32}",
		} {
			r.add(fmt.Sprintf(form, a), "", "aaa", strings.Repeat("a", 40)+"b")
		}
	}
	r.add("(?:"+strings.Repeat("a?", 100)+"){10}b", strings.Repeat("a", 300)+"b", strings.Repeat("a", 300))
	for _, evil := range []string{
		"(a*)*", "(a*)+", "(a|a)*b", "(a|aa)+$", "(.*)*x", "((a*)*)*b", "(?:a?){30}a{30}", "(x+x+)+y", "(a??)*?b", "(|a)+",
		"(|a)*b", "(a|b|)*?c", "(?:(a)|b)*", "(?:(a)|(b)|(c))+", "(a*?)*?", "(?:a*|b)*", "((a|)+|b)*", "(^|a)*", "(a$|)*",
		"^([a-z]+[a-z]+)+[a-z]*0$", "(.*?)(.*?)(.*?)$", ".*.*.*=.*", "(?:\\b|a)*", "(\\B|a)+", "(?m)(^a*$\n?)*",
	} {
		for _, text := range []string{"", "a", "ab", "ba", "aaaaaaaaaa", "aaaaaaaaaab", "abcabc", "xxxxxxxx", "xxxxxxxy", "a\na\n\nb", "=a="} {
			r.add(evil, text, strings.Repeat(text, 30))
		}
	}
}

// classes adds every name that Unicode classes have, in several spellings.
func (r *recorder) classes() {
	names := map[string]*unicode.RangeTable{"Any": unicode.L, "Assigned": unicode.Cn, "ASCII": unicode.Latin}
	maps.Copy(names, unicode.Categories)
	maps.Copy(names, unicode.Scripts)
	for alias, name := range unicode.CategoryAliases {
		names[alias] = unicode.Categories[name]
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		var edges []rune
		for _, some := range names[name].R16 {
			edges = append(edges, rune(some.Lo), rune(some.Lo)-1, rune(some.Hi), rune(some.Hi)+1)
		}
		for _, some := range names[name].R32 {
			edges = append(edges, rune(some.Lo), rune(some.Lo)-1, rune(some.Hi), rune(some.Hi)+1)
		}
		for _, form := range []string{
			`\p{%s}`, `\P{%s}`, `\p{^%s}`, `\P{^%s}+`, `(?i)\p{%s}`, `(?i)\P{%s}`, `[\p{%s}a]+`, `[^\p{%s}]`, `(?i)[^x\p{%s}]`,
		} {
			r.add(fmt.Sprintf(form, name), r.edges(edges), r.edges(edges), r.edges(edges))
		}
		for _, spelled := range []string{
			strings.ToLower(name), strings.ToUpper(name), strings.ReplaceAll(name, "_", ""), strings.ReplaceAll(name, "_", " "),
			strings.ReplaceAll(name, "_", "-"), "_" + name, name + " ", name[:1], name + "x",
		} {
			r.add(`\p{`+spelled+`}`, r.edges(edges))
		}
		if len(name) == 1 {
			r.add(`\p`+name, r.edges(edges), r.edges(edges))
			r.add(`[\P`+name+`]`, r.edges(edges), r.edges(edges))
		}
	}
	posix := []string{
		"alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper", "word",
		"xdigit", "foo", "", "^", "Alpha",
	}
	var ascii strings.Builder
	for c := range 0x180 {
		ascii.WriteRune(rune(c))
	}
	for _, name := range posix {
		for _, form := range []string{
			`[[:%s:]]+`, `[[:^%s:]]`, `[^[:%s:]]+`, `(?i)[[:%s:]]+`, `(?i)[[:^%s:]]`, `[[:%s:]`, `[[:%s]]`, `[:%s:]`, `[a[:%s:]-z]`,
		} {
			r.add(fmt.Sprintf(form, name), ascii.String(), "a1 Z_", "ſK-kS")
		}
	}
	for _, escape := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-!é~" {
		for _, form := range []string{`\%c`, `[\%c]`, `(?i)\%c`, `(?i)[^\%c]`, `[a-\%c]`, `[\%c-z]`, `\%c+x`, `\%c12`, `\%c{41}`} {
			r.add(fmt.Sprintf(form, escape), "", ascii.String(), "a1 Z_-!", "ſK-kS")
		}
	}
}

func (r *recorder) edges(edges []rune) string {
	var text strings.Builder
	for range 5 {
		c := edges[r.random.Intn(len(edges))]
		if r.random.Intn(8) == 0 {
			c = rune(r.random.Intn(0x110000))
		}
		text.WriteRune(c)
		if f := unicode.SimpleFold(c); f != c {
			text.WriteRune(f)
		}
	}
	return text.String()
}

// folding adds every letter that has cases.
func (r *recorder) folding() {
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if unicode.SimpleFold(c) == c {
			continue
		}
		text := "-"
		for f := unicode.SimpleFold(c); f != c; f = unicode.SimpleFold(f) {
			text += string(f) + string(f+1)
		}
		r.add(fmt.Sprintf("(?i)%c", c), text+string(c))
		if r.random.Intn(3) == 0 {
			r.add(fmt.Sprintf("(?i)[%c-%c]+", c, c+rune(r.random.Intn(40))), text+string(c))
			r.add(fmt.Sprintf(`(?i)[^\x{%x}]`, c), text+string(c))
			r.add(fmt.Sprintf("x|%c|(?i:%c)", c, c), text)
		}
	}
	r.add(`(?i)[\x00-\x{FFFD}]`, "aſ\U00010000", "")
	r.add(`(?i)[\x80-\x{FFFF}]`, "x", "kK", "ſs")
	r.add(`(?i)[\x{1000}-\x{2000}]+`, "вᲀВ", "ꙋᲈꙊ")
}

var atoms = []string{
	"a", "b", "c", "x", "A", "B", "0", "9", "-", "_", " ", `\.`, ".", ".", "[ab]", "[^a]", "[a-c0-9]", "[^\\d-]", `\d`, `\D`, `\w`,
	`\W`, `\s`, `\S`, "^", "$", `\b`, `\B`, `\A`, `\z`, "é", "É", "[é-ï]", "ß", "ſ", "k", "K", "s", "δ", "Δ", "ς", "ᲈ", "ꙋ", "日",
	"😀", "[^😀]", `\pL`, `\p{Lu}`, `\P{Greek}`, `[\pN_]`, "[[:alpha:]]", "[[:^word:]x]", `\x{2028}`, `\xff`, "\ufffd", `\n`,
	`\Qa.b\E`, `\x41`, `\101`, "ab", "abc", "v1A", "v1[aA]", "", "()", "(?:)", "]", "}", "{", "{,2}", "[]a]", "[a-]", `[\]-a]`,
}

var repeats = []string{"", "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}", "{0}", "{1}", "{0,1}", "{1,}"}

var letters = []string{
	"a", "a", "a", "b", "b", "c", "x", "A", "B", "0", "9", "1", "v", "-", "_", " ", ".", "\n", "é", "É", "ß", "ſ", "k", "K", "K", "s", "δ",
	"Δ", "ς", "ᲈ", "Ꙋ", "日", "😀", "\u2028", "\ufffd", "\xff", "\xc2", "\xe2\x84", "ab", "abc", "v1a", "v1A",
}

// made adds generated expressions, and texts of the letters that they are made of.
func (r *recorder) made(expressions int) {
	for range expressions {
		expression := r.choice(3)
		var texts []string
		for range 8 {
			texts = append(texts, r.text())
		}
		r.add(expression, texts...)
		if r.random.Intn(2) == 0 {
			r.add(r.damaged(expression), texts[:3]...)
		}
	}
}

func (r *recorder) choice(depth int) string {
	branches := r.sequence(depth)
	for r.random.Intn(4) == 0 {
		branches += "|" + r.sequence(depth)
	}
	return branches
}

func (r *recorder) sequence(depth int) string {
	var sequence strings.Builder
	for range 1 + r.random.Intn(3) {
		sequence.WriteString(r.atom(depth))
		sequence.WriteString(repeats[r.random.Intn(len(repeats))])
	}
	return sequence.String()
}

func (r *recorder) atom(depth int) string {
	if depth > 0 && r.random.Intn(3) == 0 {
		open := []string{"(", "(", "(?:", "(?P<n>", "(?<name>", "(?i:", "(?s:", "(?m-s:", "(?U:", "(?-i:"}
		return open[r.random.Intn(len(open))] + r.choice(depth-1) + ")"
	}
	if r.random.Intn(15) == 0 {
		flags := []string{"(?i)", "(?m)", "(?s)", "(?U)", "(?-i)", "(?im-s)", "(?)"}
		return flags[r.random.Intn(len(flags))]
	}
	return atoms[r.random.Intn(len(atoms))]
}

// damaged is an expression in which something was left out or put in, anywhere in its bytes.
func (r *recorder) damaged(expression string) string {
	more := []string{
		"(", ")", "[", "]", "{", "}", "*", "+", "?", "|", `\`, `\E`, `\Q`, "(?", "(?P<", "(?i", "[:", ":]", "[[:", `\p{`, `\pX`, `\C`, `\8`,
		`\x{110000}`, `\x{}`, `\x{4`, `\xg1`, "z-a", "{2,1}", "{1001}", "**", "(?=a)", "(?<!a)", "(?P=n)", "(?P>n)", "(?i-)", "(?--i)", "(?z)",
		"(?P<a b>x)", "(?P<é>x)", "(?P<>x)", "\xff", "\xe2\x84", "[b-a]", "[[=a=]]", "[[.a.]]", `\p`, `\p{^}`, `\é`, "(?'n'a)",
	}
	at := r.random.Intn(len(expression) + 1)
	switch r.random.Intn(4) {
	case 0:
		return expression[:at]
	case 1:
		return expression[:at] + expression[min(len(expression), at+1):]
	default:
		return expression[:at] + more[r.random.Intn(len(more))] + expression[at:]
	}
}

func (r *recorder) text() string {
	var text strings.Builder
	for range r.random.Intn(10) {
		text.WriteString(letters[r.random.Intn(len(letters))])
	}
	if r.random.Intn(10) == 0 {
		return strings.Repeat(text.String(), 1+r.random.Intn(20))
	}
	if r.random.Intn(10) == 0 && !utf8.ValidString(text.String()) {
		return strings.ToUpper(text.String())
	}
	return text.String()
}
