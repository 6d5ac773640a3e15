#include "formats/netcdf.hpp"

#include <bit>

#include "core/check.hpp"

namespace cupola {

namespace {

// Tags and types of the specification.
constexpr std::uint32_t kDimension = 10, kVariable = 11, kAttribute = 12, kChar = 2, kDouble = 6;

/// Everything is big-endian, and ends on a multiple of four bytes.
class Bytes {
 public:
  std::string text;

  void whole(std::uint64_t value) { put(value, 4); }
  void number(double value) { put(std::bit_cast<std::uint64_t>(value), 8); }
  void padded(const std::string& words) {
    text += words;
    while (text.size() % 4 != 0) text += '\0';
  }
  void name(const std::string& words) {
    whole(words.size());
    padded(words);
  }
  /// A list that is empty has no tag.
  void list(std::uint32_t tag, std::size_t size) {
    whole(size > 0 ? tag : 0);
    whole(size);
  }
  void attributes(const std::vector<NetcdfAttribute>& all) {
    list(kAttribute, all.size());
    for (const NetcdfAttribute& a : all) {
      name(a.name);
      if (const auto* words = std::get_if<std::string>(&a.value)) {
        whole(kChar);
        name(*words);
      } else {
        whole(kDouble);
        whole(1);
        number(std::get<double>(a.value));
      }
    }
  }

 private:
  void put(std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
      text += static_cast<char>(value >> shift & 0xFFu);
  }
};

std::size_t size_of(const NetcdfFile& file, const NetcdfVariable& variable) {
  std::size_t size = 1;
  for (const std::size_t d : variable.dimensions) size *= file.dimensions[d].size;
  return size;
}

std::string data_of(const NetcdfFile& file, const NetcdfVariable& variable) {
  Bytes bytes;
  if (const auto* words = std::get_if<std::string>(&variable.values)) {
    CUPOLA_CHECK(words->size() == size_of(file, variable));
    bytes.padded(*words);
  } else {
    const auto& numbers = std::get<std::vector<double>>(variable.values);
    CUPOLA_CHECK(numbers.size() == size_of(file, variable));
    for (const double value : numbers) bytes.number(value);
  }
  return bytes.text;
}

/// All that stands before the data, if these begin at `begin`.
std::string header(const NetcdfFile& file, const std::vector<std::string>& data, std::size_t begin) {
  Bytes bytes;
  bytes.text.assign("CDF\x01", 4);
  bytes.whole(0);  // records
  bytes.list(kDimension, file.dimensions.size());
  for (const NetcdfDimension& d : file.dimensions) {
    bytes.name(d.name);
    bytes.whole(d.size);
  }
  bytes.attributes(file.attributes);
  bytes.list(kVariable, file.variables.size());
  for (std::size_t i = 0; i < file.variables.size(); ++i) {
    const NetcdfVariable& v = file.variables[i];
    bytes.name(v.name);
    bytes.whole(v.dimensions.size());
    for (const std::size_t d : v.dimensions) bytes.whole(d);
    bytes.attributes(v.attributes);
    bytes.whole(std::holds_alternative<std::string>(v.values) ? kChar : kDouble);
    bytes.whole(data[i].size());
    bytes.whole(begin);
    begin += data[i].size();
  }
  return bytes.text;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string netcdf_bytes(const NetcdfFile& file) {
  std::vector<std::string> data;
  for (const NetcdfVariable& variable : file.variables) data.push_back(data_of(file, variable));
  // Where the data begin changes no length of what stands before them.
  const std::size_t begin = header(file, data, 0).size();
  std::string bytes = header(file, data, begin);
  for (const std::string& part : data) bytes += part;
  return bytes;
}

std::string netcdf_name(const std::string& words) {
  std::string name;
  for (const char c : words) {
    if (is_letter(c) || is_digit(c))
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  }
  while (name.ends_with('_')) name.pop_back();
  if (name.empty() || !is_letter(name[0])) name.insert(0, "f_");
  return name;
}

}  // namespace cupola
