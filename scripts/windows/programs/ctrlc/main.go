// Command ctrlc cancels a process as the runner does on Windows: Ctrl+C for all that is in its console.
package main

import (
	"fmt"
	"os"
	"strconv"
	"syscall"
)

func main() {
	pid, err := strconv.Atoi(os.Args[len(os.Args)-1])
	if err != nil {
		fail(err)
	}
	kernel := syscall.NewLazyDLL("kernel32.dll")
	// From here on this process has the other one's console, and must not end by its own signal.
	kernel.NewProc("FreeConsole").Call()
	if ok, _, err := kernel.NewProc("AttachConsole").Call(uintptr(pid)); ok == 0 {
		fail(err)
	}
	kernel.NewProc("SetConsoleCtrlHandler").Call(0, 1)
	const ctrlC, everyone = 0, 0
	if ok, _, err := kernel.NewProc("GenerateConsoleCtrlEvent").Call(ctrlC, everyone); ok == 0 {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "ctrlc:", err)
	os.Exit(1)
}
