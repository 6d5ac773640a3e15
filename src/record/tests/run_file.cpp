#include "record/run_file.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace cupola {
namespace {

std::string write_empty(const std::string& path) {
  RunHeader header;
  header.meta = {{"seed", "7"}};
  header.timeline = {{1.5, "something"}};
  const Names names;
  return write_run_file(path, header, names, Time{}, Log(names, Time{}, true));
}

TEST(RunFile, is_one_file_that_reading_leaves_alone) {
  const std::string folder = ::testing::TempDir() + "run-file-test", path = folder + "/a?b#c%20d.cupola";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  EXPECT_EQ(write_empty(path), "");
  EXPECT_TRUE(is_run_file(path));
  {
    Database run = Database::open(path);
    EXPECT_EQ(not_a_run_file(run), "");
    Statement row = run.prepare("SELECT what FROM timeline");
    ASSERT_TRUE(row.step());
    EXPECT_EQ(row.text(0), "something");
    Statement mode = run.prepare("PRAGMA journal_mode");
    ASSERT_TRUE(mode.step());
    EXPECT_NE(mode.text(0), "wal");
    const auto files = std::filesystem::directory_iterator(folder);
    EXPECT_EQ(std::distance(begin(files), end(files)), 1);
  }
  EXPECT_EQ(write_empty(path), "");  // over itself
}

TEST(RunFile, says_why_it_cannot_be_written_or_read) {
  EXPECT_NE(write_empty("/no/such/folder/x").find("unable to open"), std::string::npos);
  const std::string path = ::testing::TempDir() + "no-run-file";
  std::ofstream(path)
      << "not a database, and longer than the hundred bytes that the header of one would have, so that "
         "SQLite looks at it";
  EXPECT_FALSE(is_run_file(path));
  Database other = Database::open(path);
  EXPECT_NE(not_a_run_file(other).find("file is not a database"), std::string::npos) << not_a_run_file(other);
}

TEST(Database, keeps_the_first_failure_of_any_statement) {
  const std::string path = ::testing::TempDir() + "failures.sqlite";
  std::filesystem::remove(path);
  Database database = Database::create(path);
  database.execute("CREATE TABLE t(a INTEGER PRIMARY KEY) STRICT");
  {
    Statement insert = database.prepare("INSERT INTO t VALUES(?)");
    insert.bind(std::int64_t{1}).run();
    EXPECT_TRUE(database.ok());
    insert.bind(std::int64_t{1}).run();
    EXPECT_FALSE(database.ok());
  }
  EXPECT_FALSE(database.close());
  EXPECT_NE(database.error().find("UNIQUE"), std::string::npos) << database.error();
}

}  // namespace
}  // namespace cupola
