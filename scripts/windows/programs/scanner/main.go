// Command scanner does to files below a folder what some virus scanners do: it opens each new one in such a way that nobody can
// rename or delete it, and holds it for a while. Usage: scanner FOLDER HELD-MS SUFFIX…; it runs until it is killed.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	folder := os.Args[1]
	ms, err := strconv.Atoi(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "scanner:", err)
		os.Exit(1)
	}
	seen := map[string]bool{}
	for {
		filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || seen[path] || !isWanted(path) {
				return nil
			}
			seen[path] = true
			go hold(path, time.Duration(ms)*time.Millisecond)
			return nil
		})
		time.Sleep(2 * time.Millisecond)
	}
}

func isWanted(path string) bool {
	return slices.ContainsFunc(os.Args[3:], func(suffix string) bool { return strings.HasSuffix(path, suffix) })
}

func hold(path string, howLong time.Duration) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return
	}
	const share = syscall.FILE_SHARE_READ | syscall.FILE_SHARE_WRITE // and not FILE_SHARE_DELETE
	file, err := syscall.CreateFile(name, syscall.GENERIC_READ, share, nil, syscall.OPEN_EXISTING, 0, 0)
	if err != nil {
		return // It is gone already.
	}
	fmt.Println(path)
	time.Sleep(howLong)
	syscall.CloseHandle(file)
}
