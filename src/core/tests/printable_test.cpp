#include "core/printable.hpp"

#include <gtest/gtest.h>

namespace cupola {
namespace {

TEST(Printable, leaves_words_of_any_language_alone) {
  for (const char* text : {"", "decoy-03", "Mürted, 1 µm²", "Çankırı", "日本", "\xF0\x9F\x98\x80"})
    EXPECT_EQ(printable(text), text);
}

TEST(Printable, shows_what_a_terminal_would_obey) {
  EXPECT_EQ(printable("a\x1b[31mb"), "a\\x1b[31mb");
  EXPECT_EQ(printable(std::string_view("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(printable("\r\t\x7f"), "\\x0d\\x09\\x7f");
  EXPECT_EQ(printable("\xC2\x9B"
                      "2J"),
            "\\u009b2J");  // CSI as one character
  EXPECT_EQ(printable("\xE2\x80\xAE"
                      "cba"),
            "\\u202ecba");  // right-to-left override
  EXPECT_EQ(printable("a\nb"), "a\\nb");
  EXPECT_EQ(printable_lines("a\nb\x1b"), "a\nb\\x1b");
}

TEST(Printable, shows_bytes_that_are_not_utf_8) {
  EXPECT_EQ(printable("\xff"), "\\xff");
  EXPECT_EQ(printable("a\xC3"), "a\\xc3");
  EXPECT_EQ(printable("\xC0\xAF"), "\\xc0\\xaf");  // overlong
}

}  // namespace
}  // namespace cupola
