#include "formats/assignment_instance.hpp"

#include <algorithm>

#include "formats/byte_source.hpp"
#include "formats/refuse.hpp"
#include "formats/table_reader.hpp"

namespace cupola {

namespace {

constexpr std::size_t kMostProblems = 20;
constexpr std::string_view kBlanks = " \t\r";

/// Numbers of a file one after the other, each with its place.
class Numbers {
 public:
  Numbers(ByteSource& source, Problems& problems) : table_(source), problems_(problems) {}

  /// False at the end, and where nothing more is to be read.
  bool next() {
    while (true) {
      begin_ = std::min(line_.find_first_not_of(kBlanks, end_), line_.size());
      if (begin_ < line_.size()) break;
      if (!table_.next(problems_)) return false;
      line_ = table_.fields().front();
      end_ = 0;
      begins_line_ = true;
      if (table_.fields().size() == 1) continue;
      problems_.add(table_.problem_at(1, "a comma", "numbers stand apart by blanks or ends of lines"));
      return false;
    }
    first_ = begins_line_;
    begins_line_ = false;
    end_ = std::min(line_.find_first_of(kBlanks, begin_), line_.size());
    return true;
  }
  std::string_view text() const { return line_.substr(begin_, end_ - begin_); }
  bool begins_line() const { return first_; }
  bool ends_line() const { return line_.find_first_not_of(kBlanks, end_) == std::string_view::npos; }

  bool refuse(std::string what, std::string hint = {}) {
    Problem problem = table_.problem_at(0, std::move(what), std::move(hint));
    const std::size_t blanks = problem.source_line.find_first_not_of(kBlanks);
    problem.place.column += static_cast<int>(begin_ + (blanks == std::string::npos ? 0 : blanks));
    problems_.add(std::move(problem));
    return false;
  }
  /// At the end of the file.
  bool refuse_end(const std::string& what) {
    if (!problems_.empty()) return false;  // what stopped the reading has said so
    return cupola::refuse(problems_, table_.path(), what, {}, table_.line());
  }
  bool enough() const { return problems_.all().size() >= kMostProblems; }

 private:
  TableReader table_;
  Problems& problems_;
  std::string_view line_;
  std::size_t begin_ = 0, end_ = 0;
  bool begins_line_ = false, first_ = false;
};

/// Each reader adds what is wrong and says whether to read on.
class Reading {
 public:
  Reading(ByteSource& source, Problems& problems) : numbers_(source, problems), problems_(problems) {}

  bool all() {
    return sizes() && values() && (in_.layout == AssignmentInstance::Layout::square ? square() : triples()) &&
           end();
  }
  AssignmentInstance& instance() { return in_; }

 private:
  bool sizes() {
    long long size[3] = {0, 0, 1};
    int count = 0;
    do {
      if (!numbers_.next()) return numbers_.refuse_end("the file is empty");
      if (count == 3) return numbers_.refuse("a fourth number in the first line", kFirstLine);
      if (!parse_integer(numbers_.text(), size[count]) || size[count] < 1 || size[count] > kMostPairs)
        return numbers_.refuse(shown_name(numbers_.text()) + " is no size: a whole number from 1 up",
                               kFirstLine);
      ++count;
    } while (!numbers_.ends_line());
    if (count == 2) return numbers_.refuse("two numbers in the first line", kFirstLine);
    in_.layout = count == 1 ? AssignmentInstance::Layout::square : AssignmentInstance::Layout::triples;
    if (count == 1) size[1] = size[0];
    // Each is at most kMostPairs: the products stay far from the end of a long long.
    const long long units = size[0] * size[2];
    if (units > kMostUnits || units * size[1] > kMostPairs)
      return numbers_.refuse("too large", "up to " + std::to_string(kMostUnits) + " units and " +
                                              std::to_string(kMostPairs) + " pairs of unit and target");
    in_.weapons = static_cast<int>(size[0]);
    in_.targets = static_cast<int>(size[1]);
    in_.units = static_cast<int>(size[2]);
    return true;
  }

  bool number(const char* what, double most, double& to) {
    const bool good = number_in_field(numbers_.text(), to) && to >= 0.0 && to <= most;
    if (!good)
      numbers_.refuse(shown_name(numbers_.text()) + " is no " + what,
                      most <= 1.0 ? "a number from 0 to 1" : "a number from 0 up, at most 1e12");
    return !numbers_.enough();
  }

  bool values() {
    in_.value.reserve(static_cast<std::size_t>(in_.targets));
    for (int j = 0; j < in_.targets; ++j) {
      if (!numbers_.next())
        return numbers_.refuse_end("the file ends after " + std::to_string(j) + " of " +
                                   std::to_string(in_.targets) + " values");
      double value = 0.0;
      if (!number("value", kMostValue, value)) return false;
      in_.value.push_back(value);
    }
    return true;
  }

  bool ends_early(std::size_t count) {
    const std::size_t whole = static_cast<std::size_t>(in_.weapons) * static_cast<std::size_t>(in_.targets);
    return numbers_.refuse_end("the file ends after " + std::to_string(count) + " of " +
                               std::to_string(whole) + " kill probabilities");
  }

  bool square() {
    const std::size_t pairs = static_cast<std::size_t>(in_.weapons) * static_cast<std::size_t>(in_.targets);
    in_.kill_probability.reserve(pairs);
    for (std::size_t k = 0; k < pairs; ++k) {
      if (!numbers_.next()) return ends_early(k);
      double p = 0.0;
      if (!number("kill probability", 1.0, p)) return false;
      in_.kill_probability.push_back(p);
    }
    return true;
  }

  bool index(const char* what, int most, std::size_t& to) {
    long long number = 0;
    if (!parse_integer(numbers_.text(), number) || number < 0 || number >= most)
      return numbers_.refuse(shown_name(numbers_.text()) + " is no " + what,
                             "they are counted from 0 to " + std::to_string(most - 1));
    to = static_cast<std::size_t>(number);
    return true;
  }

  bool triples() {
    const std::size_t pairs = static_cast<std::size_t>(in_.weapons) * static_cast<std::size_t>(in_.targets);
    constexpr double kNone = -1.0;
    in_.kill_probability.assign(pairs, kNone);
    for (std::size_t k = 0; k < pairs; ++k) {
      std::size_t weapon = 0, target = 0;
      if (!numbers_.next()) return ends_early(k);
      if (!numbers_.begins_line()) return numbers_.refuse("one pair a line: weapon target probability");
      if (!index("weapon", in_.weapons, weapon)) return false;
      if (numbers_.ends_line() || !numbers_.next()) return numbers_.refuse("no target behind it");
      if (!index("target", in_.targets, target)) return false;
      double& p = in_.kill_probability[weapon * static_cast<std::size_t>(in_.targets) + target];
      if (p != kNone)
        return numbers_.refuse("weapon " + std::to_string(weapon) + " and target " + std::to_string(target) +
                               " stand here twice");
      if (numbers_.ends_line() || !numbers_.next()) return numbers_.refuse("no probability behind it");
      if (!number("kill probability", 1.0, p)) return false;
      p = std::max(p, 0.0);  // refused already
    }
    return true;
  }

  bool end() {
    if (numbers_.next()) return numbers_.refuse("more than the first line announces");
    return problems_.empty();
  }

  static constexpr const char* kFirstLine =
      "the first line is `n`, or `weapons targets units`: docs/assign.md";

  Numbers numbers_;
  Problems& problems_;
  AssignmentInstance in_;
};

}  // namespace

std::optional<AssignmentInstance> read_assignment_instance(const std::string& path, Problems& problems) {
  ByteSource source;
  if (!source.open(path, problems)) return std::nullopt;
  Reading reading(source, problems);
  if (!reading.all()) return std::nullopt;
  return std::move(reading.instance());
}

}  // namespace cupola
