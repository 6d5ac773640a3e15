#include "catalogue/yaml.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <ctime>
#include <fstream>

namespace cupola {
namespace {

/// The problems with a text, or an empty text.
std::string problems_of(const std::string& text) {
  Document document;
  Problems problems;
  const bool good = parse_yaml("file.yaml", text, document, problems);
  EXPECT_EQ(good, problems.empty());
  return problems.text();
}

/// Expects one problem at a place whose text contains `part`.
void expect_problem(const std::string& text, int line, int column, const std::string& part) {
  Document document;
  Problems problems;
  EXPECT_FALSE(parse_yaml("file.yaml", text, document, problems)) << text;
  ASSERT_EQ(problems.all().size(), 1u) << problems.text();
  const Problem& problem = problems.all()[0];
  EXPECT_EQ(problem.place.line, line) << problems.text();
  EXPECT_EQ(problem.place.column, column) << problems.text();
  EXPECT_NE(problems.text().find(part), std::string::npos) << problems.text();
}

double cpu_seconds_of(const std::string& text) {
  const std::clock_t start = std::clock();
  problems_of(text);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::string nested(int depth) { return std::string(depth, '[') + "1" + std::string(depth, ']'); }

TEST(Yaml, keeps_values_with_their_places) {
  Document document;
  Problems problems;
  ASSERT_TRUE(parse_yaml("file.yaml",
                         "# comment\nname: 'a b'\nü: [1, {x: 2 s}]\nnone:\nlast: >\n  folded\n  text\n",
                         document, problems))
      << problems.text();
  const Node& root = document.root;
  ASSERT_EQ(root.kind, Node::Kind::map);
  ASSERT_EQ(root.items.size(), 4u);
  EXPECT_EQ(root.find("name")->text, "a b");
  EXPECT_FALSE(root.find("name")->plain);
  EXPECT_EQ(root.find("name")->line, 2);
  EXPECT_EQ(root.find("name")->key_column, 1);
  const Node& list = *root.find("ü");
  ASSERT_EQ(list.items.size(), 2u);
  EXPECT_EQ(list.line, 3);
  EXPECT_EQ(list.column, 4);  // in characters, not bytes
  EXPECT_EQ(list.items[1].find("x")->text, "2 s");
  EXPECT_EQ(list.items[1].find("x")->column, 12);
  EXPECT_TRUE(root.find("none")->is_null());
  EXPECT_EQ(root.find("last")->text, "folded text\n");
  EXPECT_EQ(root.find("nobody"), nullptr);
}

TEST(Yaml, refuses_what_could_unfold_or_hide) {
  expect_problem("a: &x 1\n", 1, 7, "anchor");
  expect_problem("a: *x\n", 1, 5, "alias");
  expect_problem("a: !!str 1\n", 1, 10, "tag");
  expect_problem("a: !include other.yaml\n", 1, 13, "tag");
  expect_problem("<<: {b: 1}\n", 1, 1, "merge key");
  expect_problem("a: 1\n---\nb: 2\n", 2, 1, "second document");
  expect_problem("%YAML 1.2\n---\na: 1\n", 1, 1, "directive");
  expect_problem("? [a, b]\n: 1\n", 1, 3, "a key must be a name");
  expect_problem("? {a: b}\n: 1\n", 1, 3, "a key must be a name");
}

TEST(Yaml, refuses_a_key_that_stands_twice) {
  expect_problem("a: 1\nb: 2\na: 3\n", 3, 1, "the key `a` stands twice");
  expect_problem("x:\n  - {b: 1, \"b\": 2}\n", 2, 12, "the key `b` stands twice");
}

TEST(Yaml, refuses_what_is_no_text) {
  expect_problem(
      "\xEF\xBB\xBF"
      "a: 1\n",
      1, 1, "byte order mark");
  expect_problem("a: 1\nb: \xFFz\n", 2, 4, "byte 0xff is not UTF-8");
  expect_problem("a: \xC0\xAF\n", 1, 4, "not UTF-8");          // overlong
  expect_problem("a: \xED\xA0\x80\n", 1, 4, "not UTF-8");      // surrogate
  expect_problem("a: \xF4\x90\x80\x80\n", 1, 4, "not UTF-8");  // beyond Unicode
  expect_problem("a: \xE2\x82", 1, 4, "not UTF-8");            // cut off
  expect_problem(std::string("a: 1\0b", 6), 1, 5, "control character 0x00");
  expect_problem("a: \x1b[2J\n", 1, 4, "control character 0x1b");
  expect_problem("", 1, 1, "empty");
  expect_problem("# nothing but a comment\n", 1, 1, "empty");
}

TEST(Yaml, says_where_the_text_is_not_yaml) {
  expect_problem("a: \"open\n", 1, 5, "closing quote");
  expect_problem("a: b: c\n", 1, 5, "nested block mapping");
  const std::string open_bracket = problems_of("ok: 1\na: [1, 2\nb: 3\n");
  EXPECT_NE(open_bracket.find("opened at line 2, column 4 is not closed"), std::string::npos) << open_bracket;
}

TEST(Yaml, tells_every_problem_of_the_subset_at_once) {
  Document document;
  Problems problems;
  EXPECT_FALSE(parse_yaml("file.yaml", "a: &x 1\nb: *x\nb: !t 2\n", document, problems));
  EXPECT_EQ(problems.all().size(), 4u) << problems.text();
}

TEST(Yaml, keeps_the_limit_of_nesting) {
  EXPECT_EQ(problems_of(nested(63)), "");
  EXPECT_EQ(problems_of(nested(64)), "");
  EXPECT_NE(problems_of(nested(65)).find("nested deeper than 64 levels"), std::string::npos);
}

TEST(Yaml, keeps_the_limit_of_a_string) {
  const std::size_t most = YamlLimits::kStringBytes;
  EXPECT_EQ(problems_of("a: " + std::string(most - 1, 'x')), "");
  EXPECT_EQ(problems_of("a: " + std::string(most, 'x')), "");
  EXPECT_NE(problems_of("a: " + std::string(most + 1, 'x')).find("longer than the 1048576 bytes"),
            std::string::npos);
  EXPECT_NE(problems_of("a: \"" + std::string(most + 1, 'x') + "\"").find("longer than"), std::string::npos);
}

TEST(Yaml, keeps_the_limit_of_a_name) {
  EXPECT_EQ(problems_of(std::string(255, 'k') + ": 1"), "");
  EXPECT_EQ(problems_of(std::string(256, 'k') + ": 1"), "");
  EXPECT_NE(problems_of(std::string(257, 'k') + ": 1").find("a name longer than 256 bytes"),
            std::string::npos);
}

TEST(Yaml, keeps_the_limit_of_values) {
  const auto list_of = [](std::size_t n) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += "- 1\n";
    return text;
  };
  EXPECT_EQ(problems_of(list_of(YamlLimits::kNodes - 2)), "");
  EXPECT_EQ(problems_of(list_of(YamlLimits::kNodes - 1)), "");  // and the list itself
  EXPECT_NE(problems_of(list_of(YamlLimits::kNodes)).find("more than the 1000000 values"), std::string::npos);
}

TEST(Yaml, keeps_the_limit_of_what_stands_before_the_end_of_a_value) {
  const std::string told = "no end of a value within";
  EXPECT_EQ(problems_of("a: [" + std::string(90'000, ',') + "]").find(told), std::string::npos);
  EXPECT_NE(problems_of(std::string(200'000, '[')).find(told), std::string::npos);
  EXPECT_NE(problems_of("a: '" + std::string(2'000'000, 'x') + "'").find(told), std::string::npos);
}

TEST(Yaml, keeps_the_limit_of_blanks) {
  const auto blanks = [](int n) { return "a:" + std::string(n, ' ') + "1\n"; };
  EXPECT_EQ(problems_of(blanks(511)), "");
  EXPECT_EQ(problems_of(blanks(512)), "");
  EXPECT_NE(problems_of(blanks(513)).find("more than 512 blanks"), std::string::npos);
  const auto lines = [](int n) { return "a: 1" + std::string(n, '\n') + "b: 1\n"; };
  EXPECT_EQ(problems_of(lines(9'999)), "");
  EXPECT_EQ(problems_of(lines(10'000)), "");
  EXPECT_NE(problems_of(lines(10'001)).find("more than 10000 empty lines"), std::string::npos);
}

TEST(Yaml, keeps_the_limit_of_a_file) {
  const std::string path = testing::TempDir() + "cupola_limit.yaml";
  const auto problems_of_size = [&](std::size_t bytes) {
    // Long strings, and a comment that fills up.
    const std::string entry = "- " + std::string(YamlLimits::kStringBytes / 4, 'x') + '\n';
    std::string text;
    while (text.size() + entry.size() < bytes) text += entry;
    text += '#';
    text.resize(bytes, 'x');
    std::ofstream(path, std::ios::binary) << text;
    Document document;
    Problems problems;
    read_yaml(path, document, problems);
    return problems.text();
  };
  EXPECT_EQ(problems_of_size(YamlLimits::kFileBytes - 1), "");
  EXPECT_EQ(problems_of_size(YamlLimits::kFileBytes), "");
  EXPECT_NE(problems_of_size(YamlLimits::kFileBytes + 1).find("longer than the 64 MiB"), std::string::npos);
  std::remove(path.c_str());
}

TEST(Yaml, names_a_file_that_cannot_be_read) {
  Document document;
  Problems problems;
  EXPECT_FALSE(read_yaml("/nowhere/at/all.yaml", document, problems));
  EXPECT_FALSE(read_yaml("/", document, problems));
  EXPECT_FALSE(read_yaml("/dev/zero", document, problems));
  EXPECT_NE(problems.text().find("/nowhere/at/all.yaml: error: cannot open the file: No such file"),
            std::string::npos)
      << problems.text();
  EXPECT_NE(problems.text().find("/dev/zero: error: cannot read the file: not a regular file"),
            std::string::npos);
}

TEST(Yaml, stays_quick_on_hostile_shapes) {
  const std::size_t big = 20'000'000;
  const std::string shapes[] = {std::string(big, '['),          std::string(big, '{'),
                                std::string(big, '-'),          std::string(big, '\n'),
                                "a:" + std::string(big, ' '),   std::string(big, '\''),
                                "a: " + std::string(big, '1'),  std::string(big, '!'),
                                "a: [" + std::string(big, '&'), "a: |\n" + std::string(big, ' '),
                                std::string(big, '?'),          std::string(big, '#')};
  for (const std::string& shape : shapes) {
    EXPECT_LT(cpu_seconds_of(shape), 1.0) << shape.substr(0, 8);
  }
}

TEST(Yaml, stays_quick_on_repeated_patterns) {
  const char* const pieces[] = {"[",  "{",   "]",    "}",  ",",  ":",  ": ",  "? ",  "- ", " ",
                                "\n", "a",   "\"",   "'",  "#",  " #", "&a ", "!a ", "|",  "\n ",
                                "\\", "a: ", "\"\"", "''", "1,", "~",  "%",   "*a "};
  std::uint32_t state = 1;
  const auto below = [&state](std::uint32_t n) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % n;
  };
  const auto some = [&](std::uint32_t most) {
    std::string text;
    for (std::uint32_t i = below(most) + 1; i > 0; --i) text += pieces[below(std::size(pieces))];
    return text;
  };
  for (int i = 0; i < 200; ++i) {
    std::string text = some(3);
    const std::string pattern = some(5);
    while (text.size() < 300'000) text += pattern;
    EXPECT_LT(cpu_seconds_of(text), 0.5) << text.substr(0, 40);
  }
}

TEST(Yaml, survives_every_truncation) {
  const std::string text =
      "# file\nradar:\n  name: \"91N6\\u0045\" # c\n  list: [1, {a: 'b''c'}, \"\\\"\"]\n  text: |-\n    "
      "two\n    lines\n"
      "  é: ~\n  ? plain\n  : - 1\n    - [x, y]\n";
  for (std::size_t length = 0; length <= text.size(); ++length) problems_of(text.substr(0, length));
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char replaced : {'\0', '"', '[', ':', '\n', '&', '\x80', '\t'}) {
      std::string broken = text;
      broken[at] = replaced;
      problems_of(broken);
    }
  }
}

}  // namespace
}  // namespace cupola
