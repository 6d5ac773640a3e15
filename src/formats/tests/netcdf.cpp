#include "formats/netcdf.hpp"

#include <gtest/gtest.h>
#include <netcdf.h>

#include <cmath>
#include <fstream>

namespace cupola {
namespace {

/// Another's reader, on what we wrote.
class Read {
 public:
  explicit Read(const NetcdfFile& file) {
    const std::string path = testing::TempDir() + "cupola-grid.nc";
    std::ofstream(path, std::ios::binary) << netcdf_bytes(file);
    EXPECT_EQ(nc_open(path.c_str(), NC_NOWRITE, &id_), NC_NOERR);
  }
  ~Read() { nc_close(id_); }
  Read(const Read&) = delete;
  Read& operator=(const Read&) = delete;

  int id() const { return id_; }
  int variable(const char* name) const {
    int v = -1;
    EXPECT_EQ(nc_inq_varid(id_, name, &v), NC_NOERR) << name;
    return v;
  }
  std::vector<double> numbers(const char* name, std::size_t count) const {
    std::vector<double> values(count);
    EXPECT_EQ(nc_get_var_double(id_, variable(name), values.data()), NC_NOERR);
    return values;
  }
  std::string text(int of, const char* name) const {
    std::size_t length = 0;
    EXPECT_EQ(nc_inq_attlen(id_, of, name, &length), NC_NOERR) << name;
    std::string words(length, '\0');
    EXPECT_EQ(nc_get_att_text(id_, of, name, words.data()), NC_NOERR);
    return words;
  }

 private:
  int id_ = -1;
};

NetcdfFile grid() {
  NetcdfFile file;
  file.dimensions = {{"batch", 2}, {"drones", 3}, {"letters", 5}};
  file.attributes = {{"Conventions", "CF-1.8"}, {"title", "odd"}, {"seed", 7.0}};
  file.variables = {{"drones", {1}, std::vector<double>{8, 24, 60}, {{"units", "1"}}},
                    {"batch_level", {0, 2}, std::string("one  a set", 10)},
                    {"leakage",
                     {0, 1},
                     std::vector<double>{0.1, 0.2, 0.3, -1e300, NAN, 1.0 / 3.0},
                     {{"long_name", "leak"}}},
                    {"all", {}, std::vector<double>{42}}};
  return file;
}

TEST(Netcdf, is_read_by_the_library_as_it_was_written) {
  const Read read(grid());
  int dimensions = 0, variables = 0, attributes = 0, unlimited = 0, format = 0;
  ASSERT_EQ(nc_inq(read.id(), &dimensions, &variables, &attributes, &unlimited), NC_NOERR);
  EXPECT_EQ(std::vector<int>({dimensions, variables, attributes, unlimited}),
            (std::vector<int>{3, 4, 3, -1}));
  nc_inq_format(read.id(), &format);
  EXPECT_EQ(format, NC_FORMAT_CLASSIC);

  const std::vector<double> leakage = read.numbers("leakage", 6);
  const std::vector<double> expected{0.1, 0.2, 0.3, -1e300, NAN, 1.0 / 3.0};
  for (std::size_t i = 0; i < 6; ++i)
    EXPECT_TRUE(leakage[i] == expected[i] || (std::isnan(leakage[i]) && std::isnan(expected[i]))) << i;
  EXPECT_EQ(read.numbers("drones", 3), (std::vector<double>{8, 24, 60}));
  EXPECT_EQ(read.numbers("all", 1), (std::vector<double>{42}));

  char names[10];
  ASSERT_EQ(nc_get_var_text(read.id(), read.variable("batch_level"), names), NC_NOERR);
  EXPECT_EQ(std::string(names, 10), "one  a set");
  int of[2] = {};
  ASSERT_EQ(nc_inq_vardimid(read.id(), read.variable("leakage"), of), NC_NOERR);
  EXPECT_EQ(of[0] * 10 + of[1], 1) << "batch, then drones";

  EXPECT_EQ(read.text(NC_GLOBAL, "Conventions"), "CF-1.8");
  EXPECT_EQ(read.text(read.variable("leakage"), "long_name"), "leak");
  double seed = 0.0;
  ASSERT_EQ(nc_get_att_double(read.id(), NC_GLOBAL, "seed", &seed), NC_NOERR);
  EXPECT_EQ(seed, 7.0);
}

// Where texts end inside four bytes, what follows must still be found.
TEST(Netcdf, pads_texts_of_any_length) {
  for (std::size_t length = 1; length < 10; ++length) {
    NetcdfFile file;
    file.dimensions = {{std::string(length, 'd'), static_cast<std::uint32_t>(length)}};
    file.attributes = {{std::string(length, 'a'), std::string(length, 'w')}};
    file.variables = {{"text", {0}, std::string(length, 't')}, {"number", {}, std::vector<double>{1.5}}};
    const Read read(file);
    EXPECT_EQ(read.numbers("number", 1), (std::vector<double>{1.5})) << length;
    EXPECT_EQ(read.text(NC_GLOBAL, std::string(length, 'a').c_str()), std::string(length, 'w'));
  }
}

TEST(Netcdf, a_file_without_anything_is_one_too) {
  const Read read({});
  int variables = -1;
  ASSERT_EQ(nc_inq_nvars(read.id(), &variables), NC_NOERR);
  EXPECT_EQ(variables, 0);
}

TEST(Netcdf, makes_names_that_every_reader_takes) {
  EXPECT_EQ(netcdf_name("raid size (drones)"), "raid_size_drones");
  EXPECT_EQ(netcdf_name("2 batches"), "f_2_batches");
  EXPECT_EQ(netcdf_name("\xC3\x9C/<x>"), "x");
  EXPECT_EQ(netcdf_name(""), "f_");
}

}  // namespace
}  // namespace cupola
